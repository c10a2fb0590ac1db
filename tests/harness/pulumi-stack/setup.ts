// Without a Pulumi CLI all tests of this folder that need the engine are skipped, with a word.
import { config } from "chai";
import type { Context } from "mocha";
import { findCli } from "./cli";

config.truncateThreshold = 0; // what the engine printed is what tells why a test failed

export const mochaHooks = {
  beforeAll(this: Context) {
    if (findCli()) return;
    console.warn("Skipped, for there is no Pulumi CLI (3.220 or later): install it, or run `npm run setup:engine`.");
    this.skip();
  },
};
