import { z } from "zod";
import type { ValueTypes } from "../../../reference/value-types";
import { minorOf } from "../../../util/kubernetes-version";
import { type Addon, type AddonIssue, eksAddon } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { commonOptions } from "../common/options";
import { resourceTypes, valueIssues } from "../common/value-types";

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
  validate: (options, profile) => [() => valueIssues(options.values, valueTypes), () => versionIssue(options.version, profile)],
  install: ({ mode }) => [eksAddon("kube-proxy", mode && { mode })],
};

/** kube-proxy may be up to three minors older than the API server, never newer (kubernetes.io/releases/version-skew-policy). */
function versionIssue(version: string | undefined, { kubernetesVersion }: StackProfile): AddonIssue | undefined {
  const own = minorOf(version);
  const cluster = minorOf(kubernetesVersion);
  if (own === undefined || cluster === undefined || (own <= cluster && own >= cluster - 3)) return undefined;
  return {
    at: ["version"],
    message: `${version} is incompatible with Kubernetes ${kubernetesVersion}: expected the same minor version, or up to three older; remove it to use the pinned version`,
  };
}

/** The add-on's schema, v1.28.8-eksbuild.5, as `describe-addon-configuration` returns it (cloudbees/terraform-aws-cloudbees-ci-eks-addon). */
const valueTypes: ValueTypes = {
  ipvs: { keys: { scheduler: "string" } },
  mode: "string",
  podAnnotations: { each: "any" },
  podLabels: { each: "any" },
  resources: resourceTypes,
};
