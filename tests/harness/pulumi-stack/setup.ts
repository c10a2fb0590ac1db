// Skips the tests that need the engine, with a message, if there is no Pulumi CLI.
import { config } from "chai";
import type { Context } from "mocha";
import { findCli } from "./cli";

config.truncateThreshold = 0; // the full engine output shows why a test failed

export const mochaHooks = {
  beforeAll(this: Context) {
    if (findCli()) return;
    console.warn("Skipped: no Pulumi CLI (3.220 or later); install it, or run `npm run setup:engine`.");
    this.skip();
  },
};
