import { z } from "zod";
import type { ValueTypes } from "../../../reference/value-types";
import { minorOf } from "../../../util/kubernetes-version";
import { type Addon, eksAddon } from "../../addon";
import { commonOptions } from "../common/options";
import { resourceTypes, valueIssue } from "../common/value-types";

const options = z.strictObject({
  ...commonOptions.managed,
  mode: z.enum(["iptables", "ipvs"]).optional().describe("Proxy mode. Default: iptables"),
});

/** kube-proxy: routes Service traffic on each node. */
export const kubeProxy: Addon<z.output<typeof options>> = {
  name: "kube-proxy",
  options,
  namespace: "kube-system",
  requires: [],
  before: ["nodes"],
  supportsFargate: false,
  providedByAutoMode: true,
  neededByHybridNodes: true,
  byDefault: ({ existing }) => (existing ? undefined : {}),
  whenDisabled: ({ nodes, hybridNodes }) =>
    nodes || hybridNodes
      ? { allowed: true, message: "Services do not work until another proxy is installed", fix: "remove the key to enable it" }
      : undefined,
  // kube-proxy may be up to three minors older than the API server, never newer (kubernetes.io/releases/version-skew-policy).
  validate: ({ version, values }, { kubernetesVersion }) => {
    const own = minorOf(version);
    const cluster = minorOf(kubernetesVersion);
    if (own === undefined || cluster === undefined || (own <= cluster && own >= cluster - 3)) return valueIssue(values, valueTypes);
    return `version ${version} is incompatible with Kubernetes ${kubernetesVersion}: expected the same minor version, or up to three older; remove it to use the pinned version`;
  },
  install: ({ mode }) => [eksAddon("kube-proxy", mode && { mode })],
};

/** The add-on's schema, v1.28.8-eksbuild.5, as `describe-addon-configuration` returns it (cloudbees/terraform-aws-cloudbees-ci-eks-addon). */
const valueTypes: ValueTypes = {
  ipvs: { keys: { scheduler: "string" } },
  mode: "string",
  podAnnotations: { each: "any" },
  podLabels: { each: "any" },
  resources: resourceTypes,
};
