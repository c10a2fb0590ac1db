import { parse, stringify, type TomlTable } from "smol-toml";
import { mergeValues } from "../deep-merge";
import { clusterDns } from "./cluster-dns";
import type { ClusterIdentity, Registration, UserData, UserDataFormat } from "./format";

type Table = Readonly<Record<string, unknown>>;

/**
 * Bottlerocket: TOML settings. The user's win over ours, but for those that say which cluster the node joins:
 * with others it would join none.
 */
export const bottlerocket: UserDataFormat = {
  own(userData, { maxPods, instanceStore } = {}) {
    const settings = { ...(maxPods !== undefined && { kubernetes: { "max-pods": maxPods } }), ...bootstrapCommands(instanceStore) };
    if (Object.keys(settings).length === 0) return text(userData).trim() ? text(userData) : undefined;
    return stringify(mergeValues({ settings }, parse(text(userData))));
  },
  joining(node, userData) {
    const own: TomlTable = parse(text(userData));
    return (cluster) => stringify([defaults(cluster, node), own, identity(cluster)].reduce(mergeValues));
  },
};

/** Rules refuse a list of parts. */
function text(userData: UserData): string {
  if (typeof userData !== "string") throw new Error("Bottlerocket takes one TOML document as user data");
  return userData;
}

/**
 * The user's part with the host container `control` turned off, which runs the SSM agent, unless the user says otherwise.
 * Source: bottlerocket-os/bottlerocket README, host containers (control is on by default).
 */
export function withoutControlContainer(userData: UserData): string {
  return stringify(mergeValues({ settings: { "host-containers": { control: { enabled: false } } } }, parse(text(userData))));
}

/**
 * The user's part with the FIPS endpoint of ECR turned off, which FIPS AMIs pull images from, unless the user configures the AWS SDK.
 * Source: EKS user guide, "Make your worker nodes FIPS ready with Bottlerocket FIPS AMIs" (2026).
 */
export function withoutFipsEndpoint(userData: UserData): string {
  return stringify(mergeValues({ settings: { aws: { config: fipsEndpointOff } } }, parse(text(userData))));
}

/** `settings.aws.config`, an AWS config file in base64. */
export const fipsEndpointOff = Buffer.from("[default]\nuse_fips_endpoint=false\n").toString("base64");

/** Whether the user's part configures the AWS SDK of the host. Also what cannot be read counts: other rules report it. */
export function configuresAwsSdk(userData: UserData): boolean {
  try {
    const { settings } = parse(text(userData)) as { readonly settings?: { readonly aws?: { readonly config?: unknown } } };
    return settings?.aws?.config !== undefined;
  } catch {
    return true;
  }
}

function identity({ name, endpoint, certificateAuthority }: ClusterIdentity): Table {
  return { settings: { kubernetes: { "cluster-name": name, "api-server": endpoint, "cluster-certificate": certificateAuthority } } };
}

function defaults({ serviceCidr }: ClusterIdentity, { labels, taints, maxPods, instanceStore }: Registration): Table {
  const nodeTaints = new Map<string, string[]>(); // one key may carry several effects
  for (const { key, value, effect } of taints) nodeTaints.set(key, [...(nodeTaints.get(key) ?? []), `${value}:${effect}`]);
  return {
    settings: {
      kubernetes: {
        "cluster-dns-ip": clusterDns(serviceCidr),
        ...(maxPods !== undefined && { "max-pods": maxPods }),
        ...(Object.keys(labels).length > 0 && { "node-labels": labels }),
        ...(taints.length > 0 && { "node-taints": Object.fromEntries(nodeTaints) }),
      },
      ...bootstrapCommands(instanceStore),
    },
  };
}

/** At each boot, before the kubelet starts. Source: karpenter-provider-aws bootstrap/bottlerocket.go (2026-08-21). */
function bootstrapCommands(instanceStore: Registration["instanceStore"]) {
  const storage = ["apiclient", "ephemeral-storage"];
  const directories = ["/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"];
  const commands = [
    [...storage, "init"],
    [...storage, "bind", "--dirs", ...directories],
  ];
  return instanceStore && { "bootstrap-commands": { "000-mount-instance-storage": { commands, mode: "always", essential: true } } };
}
