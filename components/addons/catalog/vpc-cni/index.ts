import { z } from "zod";
import { type Addon, eksAddon } from "../../addon";
import { commonOptions } from "../common/options";

const options = z.strictObject({
  ...commonOptions.managed,
  prefixDelegation: z
    .boolean()
    .default(false)
    .describe("Assign /28 prefixes instead of single addresses to nodes: more pods per node, but subnets need contiguous free ranges"),
  networkPolicy: z.boolean().optional().describe("Enforce NetworkPolicy objects on the nodes. Default: true if a team is isolated"),
});

/** Amazon VPC CNI: gives each pod an address of the VPC. */
export const vpcCni: Addon<z.output<typeof options>> = {
  name: "vpc-cni",
  options,
  namespace: "kube-system",
  requires: [],
  before: ["nodes"],
  supportsFargate: false,
  providedByAutoMode: true,
  byDefault: ({ existing }) => (existing ? undefined : {}),
  withDefaults: (options, { isolated }) => ({ ...options, networkPolicy: options.networkPolicy ?? isolated }),
  validate: ({ networkPolicy }, { isolated }) =>
    isolated && networkPolicy === false ? "`networkPolicy: false` turns off the isolation of teams; remove the key" : undefined,
  whenDisabled: ({ nodes, isolated }) => {
    if (!nodes) return undefined;
    const isolation = isolated ? "; it must enforce network policies for the isolation of teams" : "";
    return {
      allowed: true,
      message: `nodes stay NotReady until another CNI is installed${isolation}`,
      fix: "remove the key to enable this one",
    };
  },
  identity: () => [{ namespace: "kube-system", serviceAccount: "aws-node", managedPolicies: ["AmazonEKS_CNI_Policy"], daemonSet: true }],
  // Keys of the add-on's configuration schema (aws/amazon-vpc-cni-k8s, v1.23.0): all are strings.
  install: ({ prefixDelegation, networkPolicy }) => [
    eksAddon("vpc-cni", {
      ...(prefixDelegation && { env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" } }),
      ...(networkPolicy && { enableNetworkPolicy: "true" }),
    }),
  ],
};
