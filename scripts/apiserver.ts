// Builds the control plane for `npm run test:apiserver` (etcd, kube-apiserver, kube-controller-manager) from Go modules, once per version.
// Takes many minutes on two cores; `GOFLAGS=-p=1 nice npm run setup:apiserver` uses one.
import * as path from "node:path";
import { goModule, kubernetesVersion, missing } from "../tests/harness/kube-apiserver/binaries";
import { goBuild, hasGo } from "./go";

const [major = "", minor = ""] = kubernetesVersion.slice(1).split(".");
const ofVersion = "k8s.io/component-base/version";
const variables = {
  [`${ofVersion}.gitVersion`]: kubernetesVersion,
  [`${ofVersion}.gitMajor`]: major,
  [`${ofVersion}.gitMinor`]: minor,
};

if (missing().length === 0) {
  console.log(`the control plane of ${kubernetesVersion} is built already`);
} else if (hasGo()) {
  for (const file of missing()) {
    const name = path.basename(file);
    goBuild(file, { module: goModule, target: name === "etcd" ? "./etcd" : `k8s.io/kubernetes/cmd/${name}`, variables });
  }
} else {
  console.error("The control plane is built from source: install Go 1.24 or later, and have `go` on PATH.");
  process.exitCode = 1;
}
