// Who may use the cluster: roles of nodes, the ConfigMap `aws-auth`, access entries.

import { isRecord } from "../../../components/util/is-record";
import type { Child, Scope } from "../expansion/scope";
import { derive, type Input, type TrackedValue } from "../expansion/tracked-value";
import { refuse } from "../values";
import { usesAccessEntries, usesConfigMap } from "./arguments";
import { registerServiceRole } from "./service-role";
import { yaml } from "./text";

export interface NodeRoles {
  /** Roles of nodes, as a list of resources. */
  readonly roles: TrackedValue;
  readonly arns: TrackedValue;
  /** ARN of the role of the default node group. */
  readonly defaultArn?: TrackedValue;
  readonly instanceProfile?: Child;
}

/** The roles in the arguments, else one with the usual policies if a default node group needs it. */
export async function registerNodeRoles(scope: Scope, partition: TrackedValue, skipNodeGroup: boolean): Promise<NodeRoles> {
  const { args } = scope;
  const many = args.get("instanceRoles");
  if (many)
    return {
      roles: many,
      arns: derive(many, (roles: readonly unknown[]) => roles.map((_, index) => scope.lookUp(many.get(index)).out("arn"))),
    };
  const one = args.get("instanceRole");
  if (one) {
    const arn = scope.lookUp(one).out("arn");
    return {
      roles: derive(one, (role: Input) => [role]),
      arns: derive(arn, (found: string) => [found]),
      defaultArn: arn,
      instanceProfile: skipNodeGroup ? undefined : await registerProfile(scope, one),
    };
  }
  const wanted = args.plain<boolean>("createInstanceRole") ?? args.plain("skipDefaultNodeGroup") !== true;
  if (!wanted) return { roles: derive([], () => []), arns: derive([], () => []) };
  const made = await registerServiceRole(scope, `${scope.name}-instanceRole`, {
    service: "ec2.amazonaws.com",
    policies: ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"],
    partition,
  });
  return {
    roles: derive(made.resolved, (role: Input) => [role]),
    arns: derive(made.resolvedArn, (arn: string) => [arn]),
    defaultArn: made.resolvedArn,
    instanceProfile: await registerProfile(scope, made.resolved),
  };
}

function registerProfile(scope: Scope, role: TrackedValue): Promise<Child> {
  for (const path of [["instanceProfileName"], ["nodeGroupOptions", "instanceProfileName"]] as const) {
    if (scope.args.has(...(path as readonly [string]))) refuse(`${path.join(".")}: the plan does not read existing instance profiles`);
  }
  return scope.add("aws:iam/instanceProfile:InstanceProfile", `${scope.name}-instanceProfile`, { role });
}

/** The ConfigMap that maps roles and users of IAM to those of Kubernetes. */
export function registerNodeAccess(scope: Scope, provider: Child, nodeRoles: NodeRoles): Promise<Child> | undefined {
  const { args, name } = scope;
  if (!usesConfigMap(args.plain("authenticationMode"))) return undefined;
  const mapRoles = derive([args.get("roleMappings") ?? [], nodeRoles.arns], ([mappings, arns]: [readonly Mapping[], readonly string[]]) =>
    yaml([...mappings.map((mapping) => mapped("rolearn", mapping.roleArn, mapping)), ...arns.map(nodeMapping)]),
  );
  const users = args.get("userMappings");
  const mapUsers =
    users && derive(users, (mappings: readonly Mapping[]) => yaml(mappings.map((mapping) => mapped("userarn", mapping.userArn, mapping))));
  return scope.add(
    "kubernetes:core/v1:ConfigMap",
    `${name}-nodeAccess`,
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      immutable: false,
      metadata: { name: "aws-auth", namespace: "kube-system", annotations: { "pulumi.com/patchForce": "true" } },
      data: { mapRoles, mapUsers },
    },
    { provider },
  );
}

interface Mapping {
  readonly roleArn?: string;
  readonly userArn?: string;
  readonly username: string;
  readonly groups: readonly string[];
}

function mapped(key: "rolearn" | "userarn", arn: string | undefined, { username, groups }: Mapping) {
  return { [key]: arn, username, groups };
}

function nodeMapping(arn: string) {
  return mapped("rolearn", arn, { username: "system:node:{{EC2PrivateDNSName}}", groups: ["system:bootstrappers", "system:nodes"] });
}

export interface AccessEntries {
  readonly entries: readonly Child[];
  /** What the component answers about them. */
  readonly data: readonly Input[];
}

/** Entries for the nodes of the default group and for those in the arguments. */
export async function registerAccessEntries(scope: Scope, cluster: Child, nodeRoles: NodeRoles): Promise<AccessEntries> {
  const { args } = scope;
  if (!usesAccessEntries(args.plain("authenticationMode"))) return { entries: [], data: [] };
  const entries: Child[] = [];
  const data: Input[] = [];
  if (nodeRoles.defaultArn) {
    const entry = { principalArn: nodeRoles.defaultArn, type: "EC2_LINUX" };
    data.push(entry);
    entries.push(
      await scope.add(
        entryType,
        `${scope.name}-defaultNodeGroupInstanceRole`,
        { ...entry, clusterName: cluster.out("name") },
        { dependsOn: [cluster] },
      ),
    );
  }
  const given = args.get("accessEntries");
  for (const key of isRecord(given?.value) ? Object.keys(given.value) : []) {
    data.push(given!.get(key));
    entries.push(await registerEntry(scope, cluster, `${scope.name}-${key}`, given!.get(key)));
  }
  return { entries, data };
}

const entryType = "aws:eks/accessEntry:AccessEntry";

async function registerEntry(scope: Scope, cluster: Child, name: string, entry: TrackedValue): Promise<Child> {
  const inputs = {
    principalArn: entry.get("principalArn"),
    userName: entry.get("username"),
    kubernetesGroups: entry.get("kubernetesGroups"),
    tags: entry.get("tags"),
    type: entry.get("type"),
    clusterName: cluster.out("name"),
  };
  const registered = await scope.add(entryType, name, inputs, { dependsOn: [cluster] });
  const policies = entry.get("accessPolicies");
  for (const key of isRecord(policies.value) ? Object.keys(policies.value) : []) {
    await scope.add(
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
      `${name}-${key}`,
      {
        accessScope: policies.get(key, "accessScope"),
        principalArn: inputs.principalArn,
        policyArn: policies.get(key, "policyArn"),
        clusterName: cluster.out("name"),
      },
      { parent: registered, dependsOn: [registered] },
    );
  }
  return registered;
}
