import type { Statement } from "../../../iam/policy";
import type { Partition } from "../../../reference/regions";

/**
 * Permissions of external-dns: records of only the given hosted zones.
 * Source: kubernetes-sigs/external-dns docs/tutorials/aws.md (2026-08-20), where they apply to every zone of the account.
 * @param zones ids of hosted zones
 */
export function externalDnsStatements(partition: Partition, zones: readonly string[]): readonly Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets", "route53:ListTagsForResources"],
      Resource: zoneArns(partition, zones),
    },
    { Effect: "Allow", Action: ["route53:ListHostedZones"], Resource: ["*"] },
  ];
}

/**
 * Permissions of cert-manager's DNS-01 challenges: TXT records of only the given hosted zones.
 * Source: cert-manager/website docs/configuration/acme/dns01/route53.md (2025-04-16), where they apply to every zone of the account.
 * @param zones ids of hosted zones
 */
export function certManagerStatements(partition: Partition, zones: readonly string[]): readonly Statement[] {
  return [
    { Effect: "Allow", Action: "route53:GetChange", Resource: `arn:${partition}:route53:::change/*` },
    {
      Effect: "Allow",
      Action: ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"],
      Resource: zoneArns(partition, zones),
      Condition: { "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] } },
    },
    { Effect: "Allow", Action: "route53:ListHostedZonesByName", Resource: "*" },
  ];
}

function zoneArns(partition: Partition, zones: readonly string[]): string[] {
  return zones.map((zone) => `arn:${partition}:route53:::hostedzone/${zone}`);
}
