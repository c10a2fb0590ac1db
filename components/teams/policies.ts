import type { Input } from "@pulumi/pulumi";
import { type PolicyDocument, policyDocument, type Statement } from "../iam/policy";
import type { TeamSettings } from "../settings/types";
import type { Context } from "../util/context";
import { teamKey } from "./names";

/** The cluster, as policies name it. */
export interface PolicyCluster {
  readonly context: Context;
  readonly clusterArn: Input<string>;
}

/**
 * What AWS lets a team do with EKS itself. An application team finds the cluster in the console, sees there what Kubernetes lets it see, and
 * makes its kubeconfig; a platform team sees everything that EKS tells of the cluster.
 */
export function eksStatements(kind: TeamSettings["kind"], { context, clusterArn }: PolicyCluster): Statement[] {
  const { partition, region, clusterName } = context;
  if (kind === "application") {
    return [
      { Effect: "Allow", Action: "eks:ListClusters", Resource: "*" },
      { Effect: "Allow", Action: ["eks:AccessKubernetesApi", "eks:DescribeCluster"], Resource: clusterArn },
    ];
  }
  const parts = `arn:${partition}:eks:${region}:*:*/${clusterName}/*`; // node groups, add-ons, access entries and the like
  return [
    {
      Effect: "Allow",
      Action: [
        "eks:DescribeAddonConfiguration",
        "eks:DescribeAddonVersions",
        "eks:DescribeClusterVersions",
        "eks:ListAccessPolicies",
        "eks:ListClusters",
      ],
      Resource: "*",
    },
    { Effect: "Allow", Action: ["eks:AccessKubernetesApi", "eks:Describe*", "eks:List*"], Resource: [clusterArn, parts] },
  ];
}

/**
 * Trust policy of a team's role: its members alone. They may tag the session, but with the team's own name and the tags that settings allow,
 * so that no session passes for another team's.
 */
export function teamTrust(team: string, members: readonly Input<string>[], sessionTags: Readonly<Record<string, string>>): PolicyDocument {
  const tags = { [teamKey]: team, ...sessionTags };
  return policyDocument(
    { Effect: "Allow", Principal: { AWS: members }, Action: "sts:AssumeRole" },
    {
      Effect: "Allow",
      Principal: { AWS: members },
      Action: "sts:TagSession",
      Condition: {
        StringEqualsIfExists: Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
        "ForAllValues:StringEquals": { "aws:TagKeys": Object.keys(tags) },
      },
    },
  );
}
