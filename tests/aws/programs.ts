// The paths of moto and of the AWS CLI of these tests, which `npm run setup:moto` installs.
import { existsSync } from "node:fs";
import * as path from "node:path";
import { kept } from "../harness/mocks/programs";

/** The packages that pip installs. */
export const requirements = ["moto[server]==5.2.1", "awscli==1.45.11"] as const;

/** A separate Python environment. */
export const directory = kept("moto-5.2.1");

export const programs = path.join(directory, "bin");

export function isThere(): boolean {
  return ["moto_server", "aws"].every((name) => existsSync(path.join(programs, name)));
}
