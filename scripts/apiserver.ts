// Builds the control plane that `npm run test:apiserver` starts (etcd, kube-apiserver, kube-controller-manager) from Go modules, once per version.
// Many minutes on two cores; `GOFLAGS=-p=1 nice npm run setup:apiserver` leaves the machine to others.
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import * as path from "node:path";
import { goModule, kubernetesVersion, missing } from "../tests/apiserver/binaries";

/** What a release of Kubernetes says of itself, which plain `go build` leaves out. */
function versionFlags(): string {
  const [major, minor] = kubernetesVersion.slice(1).split(".");
  const values = { gitVersion: kubernetesVersion, gitMajor: major, gitMinor: minor };
  return Object.entries(values)
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(" ");
}

function build(file: string): void {
  const name = path.basename(file);
  console.log(`building ${file}`);
  const unfinished = `${file}.${process.pid}`;
  const target = name === "etcd" ? "./etcd" : `k8s.io/kubernetes/cmd/${name}`;
  const args = ["build", "-trimpath", "-ldflags", `-s -w ${versionFlags()}`, "-o", unfinished, target];
  execFileSync("go", args, { cwd: goModule, stdio: ["ignore", "inherit", "inherit"] });
  renameSync(unfinished, file);
}

function hasGo(): boolean {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

if (missing().length === 0) {
  console.log(`the control plane of ${kubernetesVersion} is built already`);
} else if (hasGo()) {
  for (const file of missing()) {
    mkdirSync(path.dirname(file), { recursive: true });
    build(file);
  }
} else {
  console.error("The control plane is built from source: install Go 1.24 or later, and have `go` on PATH.");
  process.exitCode = 1;
}
