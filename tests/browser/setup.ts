// One browser for all tests of this folder; without it they are skipped with a message.
import type { Context } from "mocha";
import { type Browser, chromium } from "playwright-core";
import { chromiumPath } from "./chromium";

let running: Browser | undefined;

/** The browser of this run. */
export function browser(): Browser {
  return running!;
}

export const mochaHooks = {
  async beforeAll(this: Context) {
    const executablePath = chromiumPath();
    if (!executablePath) {
      console.warn("Skipped: no Chromium; run `npm run setup:browser`.");
      this.skip();
    }
    // root has no sandbox; the pages are our own
    running = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  },
  async afterAll() {
    await running?.close();
  },
};
