// One AWS emulator (moto) for all tests of this folder; without it they are skipped with a message.
import { type ChildProcess, spawn } from "node:child_process";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "mocha";
import { type Aws, awsCommand } from "../../components/lifecycle/drain/aws/cli";
import { freePort } from "../harness/mocks/programs";
import { isThere, programs } from "./programs";

export const region = "eu-west-1";

/** The real AWS CLI, which connects to moto instead of AWS. */
export const aws: Aws = awsCommand({ region });

/** Deletes all resources on moto. */
export async function reset(): Promise<void> {
  await fetch(`${process.env.AWS_ENDPOINT_URL}/moto-api/reset`, { method: "POST" });
}

let server: ChildProcess | undefined;

export const mochaHooks = {
  async beforeAll(this: Context) {
    if (!isThere()) {
      console.warn("Skipped: no AWS emulator; run `npm run setup:moto`.");
      this.skip();
    }
    const port = await freePort();
    server = spawn(path.join(programs, "moto_server"), ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    process.once("exit", () => server?.kill("SIGKILL"));
    Object.assign(process.env, {
      PATH: `${programs}${path.delimiter}${process.env.PATH}`,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      NO_PROXY: "127.0.0.1",
    });
    for (const end = Date.now() + 60_000; ; await sleep(200)) {
      const up = await fetch(`${process.env.AWS_ENDPOINT_URL}/moto-api/`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (up) return;
      if (Date.now() > end) throw new Error("the AWS emulator did not start");
    }
  },
  afterAll() {
    server?.kill("SIGKILL");
  },
};
