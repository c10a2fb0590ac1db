// The paths of the control plane binaries of these tests, which `npm run setup:apiserver` builds.
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { kept } from "../mocks/programs";

/** The Go module that pins the versions to build. */
export const goModule = path.join(__dirname, "binaries");

/** The Kubernetes version, such as `v1.34.4`. */
export const kubernetesVersion = /^require k8s\.io\/kubernetes (v\S+)$/m.exec(readFileSync(path.join(goModule, "go.mod"), "utf8"))![1]!;

const binary = (name: string) => path.join(kept(`kubernetes-${kubernetesVersion}`), name);

export const binaries = {
  etcd: binary("etcd"),
  apiServer: binary("kube-apiserver"),
  controllerManager: binary("kube-controller-manager"),
} as const;

/** The binaries that are not built yet. */
export function missing(): string[] {
  return Object.values(binaries).filter((file) => !existsSync(file));
}
