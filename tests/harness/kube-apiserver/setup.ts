// One control plane for all tests of this folder; without it they are skipped with a message.
import type { Context } from "mocha";
import { missing } from "./binaries";
import type { Client } from "./client";
import { type ControlPlane, startControlPlane } from "./server";

let controlPlane: ControlPlane | undefined;

/** The API server of this run, with administrator access. */
export function admin(): Client {
  return controlPlane!.admin;
}

/** The address of this run's API server, and an administrator's token. */
export function endpoint(): ControlPlane["endpoint"] {
  return controlPlane!.endpoint;
}

export const mochaHooks = {
  async beforeAll(this: Context) {
    if (missing().length > 0) {
      console.warn(`Skipped: no control plane; run \`npm run setup:apiserver\`. Missing: ${missing().join(", ")}`);
      this.skip();
    }
    controlPlane = await startControlPlane();
  },
  async afterAll() {
    await controlPlane?.stop();
  },
};
