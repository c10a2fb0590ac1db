import { podIdentityPrincipal, stsAudience } from "../reference/aws-names";
import type { Partition } from "../reference/regions";
import { type PolicyDocument, policyDocument, type Statement } from "./policy";

/** A service account whose pods may assume a role. */
export interface ServiceAccount {
  /** Namespace of the service account. */
  readonly namespace: string;
  /** Name of the service account. */
  readonly serviceAccount: string;
}

/** Properties that identify a cluster in IAM conditions among others of the same name in another region or account. */
export interface TrustedCluster {
  readonly partition: Partition;
  readonly region: string;
  readonly accountId: string;
  readonly clusterName: string;
}

/**
 * Trust policy of a role that pods assume through EKS Pod Identity: service accounts of one cluster, by the session tags that EKS sets.
 * The cluster's ARN is constructed, since roles are created before the cluster. `aws:SourceArn` cannot be used: EKS requests the credentials of an
 * association with ARNs other than the association's (awslabs/mountpoint-s3-csi-driver#781).
 * Source: EKS user guide, pod identity roles and session tags.
 */
export function podIdentityTrust(cluster: TrustedCluster, accounts: readonly ServiceAccount[]): PolicyDocument {
  const { partition, region, accountId, clusterName } = cluster;
  return policyDocument(
    ...accounts.map(
      ({ namespace, serviceAccount }): Statement => ({
        Effect: "Allow",
        Principal: { Service: podIdentityPrincipal },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": accountId,
            "aws:RequestTag/eks-cluster-arn": `arn:${partition}:eks:${region}:${accountId}:cluster/${clusterName}`,
            "aws:RequestTag/kubernetes-namespace": namespace,
            "aws:RequestTag/kubernetes-service-account": serviceAccount,
          },
        },
      }),
    ),
  );
}

/**
 * Trust policy of a role that pods assume through the cluster's OIDC provider (IAM roles for service accounts).
 * @param issuer without `https://`
 */
export function irsaTrust(oidcProviderArn: string, issuer: string, accounts: readonly ServiceAccount[]): PolicyDocument {
  const subjects = accounts.map(({ namespace, serviceAccount }) => `system:serviceaccount:${namespace}:${serviceAccount}`);
  return policyDocument({
    Effect: "Allow",
    Principal: { Federated: oidcProviderArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${issuer}:aud`]: stsAudience,
        [`${issuer}:sub`]: subjects.length === 1 ? subjects[0]! : subjects,
      },
    },
  });
}
