// Where the stand-in for AWS and the AWS CLI of these tests lie. `npm run setup:moto` puts them there.
import { existsSync } from "node:fs";
import * as path from "node:path";
import { kept } from "../harness/mocks/programs";

/** What pip installs. */
export const requirements = ["moto[server]==5.2.1", "awscli==1.45.11"] as const;

/** A Python environment of its own. */
export const directory = kept("moto-5.2.1");

export const programs = path.join(directory, "bin");

export function isThere(): boolean {
  return ["moto_server", "aws"].every((name) => existsSync(path.join(programs, name)));
}
