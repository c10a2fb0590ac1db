// The Fargate profile of `eks.Cluster`.

import type { Child, Scope } from "../expansion/scope";
import { derive, type TrackedValue } from "../expansion/tracked-value";
import { registerServiceRole } from "./service-role";
import { workerSubnets } from "./worker-subnets";

/** `fargate: true` selects all pods of the namespaces default and kube-system. */
const defaultSelectors = [{ namespace: "default" }, { namespace: "kube-system" }];

export async function registerFargate(
  scope: Scope,
  cluster: Child,
  subnetIds: TrackedValue,
  partition: TrackedValue,
  nodeAccess: Child | undefined,
): Promise<Child | undefined> {
  const { args } = scope;
  if (!args.plain("fargate")) return undefined;
  const role = args.has("fargate", "podExecutionRoleArn")
    ? args.get("fargate", "podExecutionRoleArn")
    : (
        await registerServiceRole(scope, `${scope.name}-podExecutionRole`, {
          service: "eks-fargate-pods.amazonaws.com",
          policies: ["AmazonEKSFargatePodExecutionRolePolicy"],
          partition,
        })
      ).resolvedArn;
  const given = args.get("fargate", "subnetIds");
  const subnets = derive([given, subnetIds], ([own, all]: (readonly string[] | null)[]) =>
    workerSubnets(scope, own && own.length > 0 ? own : all!),
  );
  return scope.add(
    "aws:eks/fargateProfile:FargateProfile",
    profileName(scope.name),
    {
      clusterName: cluster.out("name"),
      podExecutionRoleArn: role,
      selectors: args.get("fargate", "selectors") ?? defaultSelectors,
      subnetIds: subnets,
    },
    { dependsOn: nodeAccess ? [nodeAccess] : [] },
  );
}

/** AWS reserves names that begin with `eks-`. */
function profileName(cluster: string): string {
  return cluster === "eks" || /^eks-/i.test(cluster) ? `${cluster.replace("-", "_")}fargateProfile` : `${cluster}-fargateProfile`;
}
