import type { Selected } from "../addon";
import { addonNames } from "../names";

/** EKS add-ons that an add-on of the catalog installs under another name, with the key that does so. */
const otherNames: Readonly<Record<string, readonly [addon: string, key: string]>> = {
  "aws-secrets-store-csi-driver-provider": ["secrets-store-csi-driver", "secrets-store-csi-driver"],
  "aws-privateca-connector-for-kubernetes": ["aws-privateca-issuer", "aws-privateca-issuer"],
  "snapshot-controller": ["aws-ebs-csi-driver", "aws-ebs-csi-driver.snapshots"],
};

/** Why an EKS add-on cannot be added beside the selected add-ons of the catalog, one of which installs the same. */
export function installedByCatalog(eksAddon: string, selected: Selected): string | undefined {
  const same = (addonNames as readonly string[]).includes(eksAddon) ? ([eksAddon, eksAddon] as const) : undefined;
  const [addon, key] = otherNames[eksAddon] ?? same ?? [];
  if (addon === undefined || !selected.has(addon)) return undefined;
  return `EKS add-on ${eksAddon}: use \`addons.${key}\` of the catalog, which installs the same, and remove this entry`;
}

/**
 * Namespaces of the pods of other EKS add-ons, where it is not kube-system.
 * Source: EKS user guide, available add-ons and community add-ons; GuardDuty user guide; aws/network-flow-monitor-agent README (2026).
 */
const namespaces: Readonly<Record<string, string>> = {
  "aws-guardduty-agent": "amazon-guardduty",
  "aws-network-flow-monitoring-agent": "amazon-network-flow-monitor",
  "aws-privateca-connector-for-kubernetes": "aws-privateca-issuer",
  "cert-manager": "cert-manager",
  "external-dns": "external-dns",
  "fluent-bit": "fluent-bit",
};

/** Namespace of the pods of an EKS add-on, if known. */
export function eksAddonNamespace(eksAddon: string): string | undefined {
  return namespaces[eksAddon];
}
