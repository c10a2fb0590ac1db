// Builds the Pulumi CLI for `npm run test:engine` from its Go module, where there is none on PATH. Some four minutes on two cores.
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import * as path from "node:path";
import { builtCli, builtVersion, findCli, goModule } from "../tests/engine/cli";

function build(): void {
  console.log(`building ${builtCli}`);
  const unfinished = `${builtCli}.${process.pid}`;
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${builtVersion}`;
  mkdirSync(path.dirname(builtCli), { recursive: true });
  execFileSync("go", ["build", "-trimpath", "-ldflags", flags, "-o", unfinished, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"], {
    cwd: goModule,
    stdio: ["ignore", "inherit", "inherit"],
  });
  renameSync(unfinished, builtCli);
}

function hasGo(): boolean {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const found = findCli();
if (found) console.log(`there is a CLI already: ${found}`);
else if (hasGo()) build();
else {
  console.error(
    "There is no Pulumi CLI. Install it (https://www.pulumi.com/docs/install, 3.220 or later), or Go 1.25 or later to build it here.",
  );
  process.exitCode = 1;
}
