import { podIdentityPrincipal, stsAudience } from "../shared/facts/aws-names";
import { type PolicyDocument, policyDocument, type Statement } from "../shared/policy";

/** A service account whose pods may take a role. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Trust policy of a role that pods take through EKS Pod Identity: service accounts of one cluster, by the session tags that EKS sets.
 * Source: EKS user guide, pod identity roles and session tags.
 */
export function podIdentityTrust(clusterName: string, accounts: readonly ServiceAccount[]): PolicyDocument {
  return policyDocument(
    ...accounts.map(
      ({ namespace, serviceAccount }): Statement => ({
        Effect: "Allow",
        Principal: { Service: podIdentityPrincipal },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-name": clusterName,
            "aws:RequestTag/kubernetes-namespace": namespace,
            "aws:RequestTag/kubernetes-service-account": serviceAccount,
          },
        },
      }),
    ),
  );
}

/**
 * Trust policy of a role that pods take through the cluster's OIDC provider (IAM roles for service accounts).
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
