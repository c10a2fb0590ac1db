// The simulated eks: remote components with their children, and its one resource.
import { Reference, type ResourceRequest, UNKNOWN, type Value, type Values } from "../types";
import { registerVpcCni } from "./eks/addons";
import { expandCluster } from "./eks/cluster";
import { coreOf } from "./eks/core";
import { asText, kubeconfig } from "./eks/kubeconfig";
import { expandManagedNodeGroup } from "./eks/managed-node-group";
import { expandNodeGroup } from "./eks/node-group-v1";
import { expandNodeGroupV2 } from "./eks/node-group-v2";
import { registerNodeGroupSecurity } from "./eks/security-groups";
import type { Expansion, Scope } from "./expansion/scope";
import { derive, type Inputs, TrackedValue } from "./expansion/tracked-value";
import type { SimulatedResource } from "./state-store";
import { hex, refuse } from "./values";

/** Components of pulumi-eks that are simulated. */
export const eksComponents: Readonly<Record<string, Expansion>> = {
  "eks:index:Cluster": expandCluster,
  "eks:index:NodeGroup": expandNodeGroup,
  "eks:index:NodeGroupV2": expandNodeGroupV2,
  "eks:index:ManagedNodeGroup": expandManagedNodeGroup,
  "eks:index:NodeGroupSecurityGroup": expandNodeGroupSecurity,
  "eks:index:VpcCniAddon": expandVpcCni,
  "eks:index:Addon": expandAddon,
};

async function expandNodeGroupSecurity(scope: Scope): Promise<Inputs> {
  const { args } = scope;
  const made = await registerNodeGroupSecurity(scope, {
    vpcId: args.get("vpcId")!,
    clusterGroupId: scope.lookUp(args.get("clusterSecurityGroup")!).id,
    clusterName: scope.lookUp(args.get("eksCluster")!).out("name"),
    tags: args.get("tags"),
  });
  return { securityGroup: made.group.reference, securityGroupRule: made.clusterRule.reference };
}

async function expandVpcCni(scope: Scope): Promise<Inputs> {
  const { args, name } = scope;
  const [addon] = await registerVpcCni(scope, name, undefined, {
    option: (option) => args.get(option),
    clusterName: args.get("clusterName"),
    clusterVersion: args.get("clusterVersion"),
    tags: args.get("tags"),
  });
  return { addon: addon!.reference };
}

async function expandAddon(scope: Scope): Promise<Inputs> {
  const { cluster, from } = coreOf(scope);
  const { cluster: _, configurationValues, ...inputs } = scope.args.all();
  const addon = await scope.add("aws:eks/addon:Addon", scope.name, {
    ...inputs,
    clusterName: from(cluster.out("name")),
    configurationValues: configurationValues && derive(configurationValues, (values: Value) => JSON.stringify(values)),
  });
  return { addon: addon.reference };
}

/**
 * The method `getKubeconfig` of a cluster.
 * @param stateOf outputs of a resource
 */
export function getKubeconfig(args: Values, stateOf: (urn: string) => Values | undefined): Values {
  const component = outputsOf(args.__self__, stateOf);
  const cluster = new TrackedValue(
    outputsOf(component?.eksCluster, stateOf) ?? refuse("getKubeconfig: this cluster is not part of the plan"),
  );
  const config = kubeconfig({
    name: cluster.get("name"),
    endpoint: cluster.get("endpoint"),
    arn: cluster.get("arn"),
    certificateAuthority: cluster.get("certificateAuthority", "data"),
    login: { roleArn: args.roleArn, profileName: args.profileName },
  });
  return { result: asText(config).value ?? UNKNOWN };
}

function outputsOf(reference: Value | undefined, stateOf: (urn: string) => Values | undefined): Values | undefined {
  return reference instanceof Reference ? stateOf(reference.urn) : undefined;
}

/** The resource that appends random digits to a string; here they depend on its URN. */
export function randomSuffix({ type, name, urn, inputs, preview }: ResourceRequest): SimulatedResource {
  if (type !== "eks:index:RandomSuffix") refuse(`${type}: pulumi-eks has no such resource`);
  return preview
    ? { id: UNKNOWN, outputs: { ...inputs, output: UNKNOWN } }
    : { id: name, outputs: { ...inputs, output: `${String(inputs.input)}-${hex(urn, 8)}` } };
}
