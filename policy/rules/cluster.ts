import { kubernetesVersions, tableDate } from "../../components/reference/kubernetes-versions";
import { listed } from "../../components/util/did-you-mean";
import { newestKubernetesVersion } from "../../components/util/kubernetes-version";
import type { PlannedResource } from "../planned-resource";
import { advice, type BuiltInRule, onEach, productionAdvice, productionOnly, serious } from "../rule";
import { at, isOff, isOn, isText, itemsOf, knownItems, type Property } from "../values";
import { clusterType, nodeGroupType } from "./types";

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** Log types that are off; none where they are unknown. */
function missingLogs({ inputs }: PlannedResource): string[] {
  const on = itemsOf(inputs.enabledClusterLogTypes);
  return on ? logTypes.filter((type) => !on.includes(type)) : [];
}

const anywhere = ["0.0.0.0/0", "::/0"];

/** Public ranges that reach the API server; undefined where that is unknown, none where the public endpoint is off. EKS's default is all addresses. */
function publicRanges({ inputs }: PlannedResource): readonly Property[] | undefined {
  const config = inputs.vpcConfig;
  const isPublic = at(config, "endpointPublicAccess") ?? true;
  if (isPublic === false) return [];
  if (isPublic !== true) return undefined;
  const ranges = itemsOf(at(config, "publicAccessCidrs"));
  return ranges?.length === 0 ? ["0.0.0.0/0"] : ranges;
}

/** What is wrong with a Kubernetes version, as of the date of the table. */
function unsupported(version: Property): string | undefined {
  if (!isText(version) || !Object.hasOwn(kubernetesVersions, version)) return undefined;
  const facts = kubernetesVersions[version]!;
  if (facts.standardUntil >= tableDate) return undefined;
  const until = facts.extendedUntil < tableDate ? ` and extended support on ${facts.extendedUntil}` : "";
  return `standard support of Kubernetes ${version} ended on ${facts.standardUntil}${until}`;
}

export const clusterRules: readonly BuiltInRule[] = [
  {
    id: "eks-audit-log",
    title: "The audit log of the control plane is on",
    reason: "Without it, actions in the cluster cannot be traced to users afterwards.",
    fix: "add `audit` to `cluster.logs` (`enabledClusterLogTypes`)",
    controls: ["CIS EKS 1.8.0 / 2.1.1", "FSBP EKS.8", "EKS Best Practices / auditing-and-logging"],
    levels: serious,
    check: onEach(clusterType, (cluster) => missingLogs(cluster).includes("audit") && "the audit log of the control plane is off"),
  },
  {
    id: "eks-control-plane-logs",
    title: "All logs of the control plane are on",
    reason: "The API server, authenticator, controller manager and scheduler log what the audit log does not have.",
    fix: "remove `cluster.logs`, whose default is all five (`enabledClusterLogTypes`)",
    controls: ["CKV_AWS_37"],
    levels: productionAdvice,
    check: onEach(clusterType, (cluster) => {
      const missing = missingLogs(cluster).filter((type) => type !== "audit");
      return missing.length > 0 && `logs of the control plane are off: ${listed(missing)}`;
    }),
  },
  {
    id: "eks-secrets-encryption",
    title: "Secrets are encrypted with a KMS key of the account",
    reason: "A key of your own makes access to Secrets in etcd visible and revocable.",
    fix: "write `cluster.encryption: true`, or a `kmsKeyArn` (`encryptionConfig`)",
    controls: ["CIS EKS 1.8.0 / 5.3.1", "FSBP EKS.3", "EKS Best Practices / data-encryption-and-secrets-management"],
    levels: serious,
    check: onEach(clusterType, ({ inputs }) => {
      const config = at(inputs.encryptionConfig);
      if (config === undefined) return "Secrets are not encrypted with a KMS key of the account";
      const resources = itemsOf(at(config, "resources"));
      return resources && !resources.includes("secrets") && "the KMS key of the cluster does not encrypt Secrets";
    }),
  },
  {
    id: "eks-public-endpoint",
    title: "The API server cannot be reached from the whole internet",
    reason: "Stolen credentials and weaknesses of the API server can then be used from anywhere.",
    fix: "write `cluster.endpoint.public: false`, or list the allowed ranges in `cluster.endpoint.public.cidrs` (`publicAccessCidrs`)",
    controls: ["CIS EKS 1.8.0 / 5.4.1", "FSBP EKS.1", "EKS Best Practices / identity-and-access-management"],
    levels: serious,
    check: onEach(
      clusterType,
      (cluster) =>
        (publicRanges(cluster) ?? []).some((range) => anywhere.includes(range as string)) &&
        "the API server is reachable from the whole internet",
    ),
  },
  {
    id: "eks-restricted-endpoint",
    title: "The public API endpoint is off",
    reason: "A list of ranges protects less than a private endpoint that is reached through a VPN or Session Manager.",
    fix: "write `cluster.endpoint.public: false` (`endpointPublicAccess`)",
    controls: ["CIS EKS 1.8.0 / 5.4.2", "FSBP EKS.1"],
    levels: productionAdvice,
    check: onEach(clusterType, (cluster) => {
      const ranges = publicRanges(cluster) ?? [];
      const restricted = ranges.length > 0 && !ranges.some((range) => anywhere.includes(range as string));
      return restricted && `the public endpoint is on, for ${ranges.length === 1 ? "one range" : `${ranges.length} ranges`}`;
    }),
  },
  {
    id: "eks-private-endpoint",
    title: "The private API endpoint is on",
    reason: "Otherwise nodes reach the API server over the public endpoint.",
    fix: "write `cluster.endpoint.private: true` (`endpointPrivateAccess`)",
    controls: ["CIS EKS 1.8.0 / 5.4.2", "EKS Best Practices / identity-and-access-management"],
    levels: serious,
    check: onEach(clusterType, ({ inputs }) => isOff(at(inputs.vpcConfig, "endpointPrivateAccess")) && "the private endpoint is off"),
  },
  {
    id: "eks-deletion-protection",
    title: "The cluster has deletion protection",
    reason: "One mistaken command could delete the production cluster.",
    fix: "write `cluster.deletionProtection: true` (`deletionProtection`)",
    controls: [],
    levels: productionOnly,
    check: onEach(clusterType, ({ inputs }) => isOff(at(inputs.deletionProtection)) && "the cluster has no deletion protection"),
  },
  {
    id: "eks-authentication-mode",
    title: "Access to the cluster is granted by access entries alone",
    reason: "The ConfigMap aws-auth is changed inside the cluster, where IAM and CloudTrail do not see it.",
    fix: "set `accessConfig.authenticationMode: API` (`cluster.authenticationMode: api`, the default of stacks)",
    controls: ["CIS EKS 1.8.0 / 4.1.7", "EKS Best Practices / cluster-access-management"],
    levels: advice,
    check: onEach(clusterType, ({ inputs }) => {
      const mode = at(inputs.accessConfig, "authenticationMode") ?? "CONFIG_MAP";
      return (mode === "CONFIG_MAP" || mode === "API_AND_CONFIG_MAP") && "the ConfigMap aws-auth grants access to the cluster";
    }),
  },
  {
    id: "eks-creator-admin",
    title: "The creator of the cluster does not stay its administrator",
    reason: "The credentials of a pipeline then have full access to the cluster for good, and no access entry in code shows it.",
    fix: "write `cluster.creatorAdmin: false`, and name administrators in `cluster.admins` (`bootstrapClusterCreatorAdminPermissions`)",
    controls: ["CIS EKS 1.8.0 / 4.1.1", "EKS Best Practices / identity-and-access-management"],
    levels: productionAdvice,
    check: onEach(clusterType, ({ inputs }) => {
      const creator = at(inputs.accessConfig, "bootstrapClusterCreatorAdminPermissions") ?? true;
      return isOn(creator) && "the creator of the cluster stays its administrator";
    }),
  },
  {
    id: "eks-supported-version",
    title: "Cluster and node groups run a Kubernetes version in standard support",
    reason: "Extended support costs extra, and after it EKS upgrades the cluster by itself.",
    fix: `upgrade \`cluster.version\` to "${newestKubernetesVersion}", one minor version at a time`,
    controls: ["FSBP EKS.2", "FSBP EKS.9", "EKS Best Practices / cluster-upgrades"],
    levels: serious,
    check: onEach([clusterType, nodeGroupType], ({ inputs }) => unsupported(at(inputs.version))),
  },
  {
    id: "eks-access-secrets",
    title: "Access policies for people do not read all Secrets",
    reason: "AmazonEKSAdminViewPolicy reads Secrets too, service account tokens and passwords among them.",
    fix: "write `policy: view` in `cluster.access`, which reads all but Secrets",
    controls: ["CIS EKS 1.8.0 / 4.1.2", "EKS Best Practices / cluster-access-management"],
    levels: advice,
    check: onEach("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", ({ inputs }) => {
      const [policy] = knownItems(inputs.policyArn);
      return (
        isText(policy) && policy.endsWith("/AmazonEKSAdminViewPolicy") && "AmazonEKSAdminViewPolicy reads all Secrets where it applies"
      );
    }),
  },
];
