// `npm run screenshots`: creates the screenshots for the documentation. Requires Chromium (`npm run setup:browser`).
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { chromiumPath } from "../tests/browser/chromium";

const root = path.resolve(__dirname, "..");
const folder = path.join(root, "docs/images");
/** Larger images make pages slow. */
const largest = 200_000;

interface Shot {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme?: "dark";
  /** Element to scroll to. Default: the top. */
  readonly section?: string;
}

const shots: readonly Shot[] = [
  { name: "report-summary", width: 1180, height: 720 },
  { name: "report-architecture", width: 1180, height: 1150, section: "architecture" },
  { name: "report-dependencies", width: 1180, height: 620, section: "dependencies" },
  { name: "report-cost", width: 1180, height: 820, section: "cost" },
  { name: "report-timeline-dark", width: 1180, height: 820, section: "timeline", theme: "dark" },
  { name: "report-phone", width: 360, height: 720 },
];

async function take(browser: Browser, url: string, { name, width, height, theme, section }: Shot): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme ?? "light", reducedMotion: "reduce" });
  await page.goto(section ? `${url}#${section}` : url);
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  await page.close();
  const { size } = statSync(file);
  console.log(`${path.relative(root, file)}: ${size} bytes`);
  if (size > largest) throw new Error(`${name} is larger than ${largest} bytes; make it smaller`);
}

async function main(): Promise<void> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error("no Chromium; run `npm run setup:browser`");
  mkdirSync(folder, { recursive: true });
  const directory = mkdtempSync(path.join(tmpdir(), "screenshots-"));
  const report = path.join(directory, "report.html");
  const plan = ["--require", path.join(root, "register.cjs"), path.join(root, "plan/cli/main.ts"), "production"];
  const config = path.join(root, "tests/fixtures/state/production.yaml"); // a copy that users do not edit
  execFileSync("node", [...plan, "--config", config, "--html", report], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  for (const shot of shots) await take(browser, pathToFileURL(report).href, shot);
  await browser.close();
  rmSync(directory, { recursive: true });
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
