// Installs the browser for `npm run test:browser` and `npm run screenshots`: Debian's Chromium. Requires root.
import { execFileSync } from "node:child_process";
import { chromiumPath } from "../tests/browser/chromium";

const run = (command: string, args: readonly string[]) =>
  execFileSync(command, [...args], { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });

const found = chromiumPath();
if (found) {
  console.log(`Chromium is installed already: ${found}`);
} else if (process.getuid?.() !== 0) {
  console.error(
    "Installing Chromium needs root: `sudo npm run setup:browser`. Or set CHROMIUM to the path of an installed Chromium or Chrome.",
  );
  process.exitCode = 1;
} else {
  run("apt-get", ["update", "--quiet"]);
  run("apt-get", ["install", "--yes", "--quiet", "--no-install-recommends", "chromium", "fonts-dejavu-core"]);
}
