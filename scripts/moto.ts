// Installs moto, which simulates AWS for `npm run test:aws`, and the AWS CLI into a Python virtual environment.
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { directory, isThere, programs, requirements } from "../tests/aws/programs";

const run = (command: string, args: readonly string[]) => execFileSync(command, [...args], { stdio: "inherit" });

if (isThere()) {
  console.log("moto is installed already");
} else {
  run("python3", ["-m", "venv", directory]);
  run(path.join(programs, "pip"), ["install", "--quiet", ...requirements]);
}
