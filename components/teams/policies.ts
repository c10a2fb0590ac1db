import type { Input } from "@pulumi/pulumi";
import { type PolicyDocument, policyDocument, type Statement } from "../iam/policy";
import type { TeamSettings } from "../settings/types";
import type { Context } from "../util/context";
import { teamKey } from "./names";

/** The cluster, as IAM policies identify it. */
export interface PolicyCluster {
  readonly context: Context;
  readonly clusterArn: Input<string>;
}

/**
 * Permissions of a team in the EKS API. An application team can view the cluster and its permitted Kubernetes resources in the console, and
 * create its kubeconfig; a platform team can read everything about the cluster.
 */
export function eksStatements(kind: TeamSettings["kind"], { context, clusterArn }: PolicyCluster): Statement[] {
  const { partition, region, clusterName } = context;
  if (kind === "application") {
    return [
      { Effect: "Allow", Action: "eks:ListClusters", Resource: "*" },
      { Effect: "Allow", Action: ["eks:AccessKubernetesApi", "eks:DescribeCluster"], Resource: clusterArn },
    ];
  }
  const parts = `arn:${partition}:eks:${region}:*:*/${clusterName}/*`; // node groups, add-ons, access entries and similar
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
 * Trust policy of a team's role: only its members. They may tag the session, but only with the team's own name and the tags that settings allow,
 * so that no session can impersonate another team.
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
