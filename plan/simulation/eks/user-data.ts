// User data of nodes, as pulumi-eks writes it: by operating system, and by the kind of node group.
import { isRecord } from "../../../components/util/is-record";
import type { Value } from "../../types";
import { refuse } from "../values";
import type { OperatingSystem } from "./ami";
import { toml, yaml } from "./text";

/** Properties of the cluster that a node needs. */
export interface ClusterMetadata {
  readonly name: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  readonly serviceCidr: string;
}

export interface UserDataArgs {
  readonly kind: "managed" | "self-managed-v1" | "self-managed-v2";
  readonly kubeletExtraArgs?: string | null;
  readonly bootstrapExtraArgs?: string | null;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly taints?: Readonly<Record<string, { readonly value?: string | null; readonly effect: string }>> | null;
  /** Replaces everything else. */
  readonly override?: string | null;
  readonly bottlerocketSettings?: Value;
  readonly nodeadmExtraOptions?: readonly NodeadmPart[] | null;
  /** Script of a self-managed group, which runs after the node has joined. */
  readonly extra?: string | null;
  readonly stackName?: string;
  readonly region?: string;
}

interface NodeadmPart {
  readonly contentType: string;
  readonly content: string;
}

/** @throws SimulationError for arguments that the operating system does not have */
export function userData(os: OperatingSystem, cluster: ClusterMetadata, args: UserDataArgs): string {
  if (args.override) return args.override;
  if (os === "Bottlerocket") return bottlerocketUserData(cluster, args);
  if (args.kind !== "self-managed-v1" && args.bottlerocketSettings) refuse(`bottlerocketSettings: not for ${os}`);
  return os === "AL2" ? linuxUserData(cluster, args) : nodeadmUserData(cluster, args);
}

/** Signals CloudFormation that a node is ready. */
function signal({ stackName, region }: UserDataArgs): string {
  return `/opt/aws/bin/cfn-signal --exit-code $? --stack ${stackName} --resource NodeGroup --region ${region}\n`;
}

function linuxUserData(cluster: ClusterMetadata, args: UserDataArgs): string {
  const flags = kubeletFlags(args);
  const quoted = flags.length > 1 ? `'${flags.join(" ")}'` : flags[0];
  const bootstrap = `${args.bootstrapExtraArgs ? ` ${args.bootstrapExtraArgs}` : ""}${quoted ? ` --kubelet-extra-args ${quoted}` : ""}`;
  const join = `/etc/eks/bootstrap.sh --apiserver-endpoint "${cluster.endpoint}" --b64-cluster-ca "${cluster.certificateAuthority}" "${cluster.name}"${bootstrap}`;
  const script = `#!/bin/bash\n\n${join}`;
  if (args.kind === "managed") return managedScript(script);
  const extra = args.extra
    ? `cat >/opt/user-data <<${args.stackName}-user-data\n${args.extra}\n${args.stackName}-user-data\nchmod +x /opt/user-data\n/opt/user-data\n`
    : "";
  return `${script}\n${extra}\n${args.kind === "self-managed-v1" ? signal(args) : ""}`;
}

/** Managed groups accept scripts only in several parts. */
function managedScript(script: string): string {
  const boundary = "==MYBOUNDARY==";
  const head = `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="${boundary}"\n`;
  return `${head}\n--${boundary}\nContent-Type: text/x-shellscript; charset="us-ascii"\n\n${script}\n--${boundary}--`;
}

const script = 'text/x-shellscript; charset="us-ascii"';

function nodeadmUserData(cluster: ClusterMetadata, args: UserDataArgs): string {
  if (args.bootstrapExtraArgs) refuse("bootstrapExtraArgs: not for AL2023");
  const { name, endpoint: apiServerEndpoint, certificateAuthority, serviceCidr: cidr } = cluster;
  const flags = kubeletFlags(args);
  const parts = [
    nodeConfig({ cluster: { name, apiServerEndpoint, certificateAuthority, cidr } }),
    ...(flags.length > 0 ? [nodeConfig({ kubelet: { flags } })] : []),
    ...(args.nodeadmExtraOptions ?? []),
    ...(args.extra && args.kind !== "managed" ? [{ contentType: script, content: args.extra }] : []),
    ...(args.kind === "self-managed-v1" ? [{ contentType: script, content: `#!/bin/bash\n\n${signal(args)}` }] : []),
  ];
  const body = parts.map(({ contentType, content }) => `--BOUNDARY\nContent-Type: ${contentType}\n\n${content}\n`);
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="BOUNDARY"\n\n${body.join("")}--BOUNDARY--\n`;
}

function nodeConfig(spec: object): NodeadmPart {
  return {
    contentType: "application/node.eks.aws",
    content: `---\n${yaml({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec })}`,
  };
}

function kubeletFlags({ kubeletExtraArgs, labels, taints }: UserDataArgs): readonly string[] {
  const nodeLabels = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const nodeTaints = Object.entries(taints ?? {}).map(([key, { value, effect }]) => `${key}${value ? `=${value}` : ""}:${effect}`);
  return [
    ...(kubeletExtraArgs ? kubeletExtraArgs.split(" ") : []),
    ...(nodeLabels.length > 0 ? [`--node-labels=${nodeLabels.join(",")}`] : []),
    ...(nodeTaints.length > 0 ? [`--register-with-taints=${nodeTaints.join(",")}`] : []),
  ];
}

function bottlerocketUserData(cluster: ClusterMetadata, args: UserDataArgs): string {
  for (const name of ["bootstrapExtraArgs", "kubeletExtraArgs"] as const) if (args[name]) refuse(`${name}: not for Bottlerocket`);
  if (args.extra && args.kind !== "managed") refuse("nodeUserData: Bottlerocket runs no scripts");
  const given = isRecord(args.bottlerocketSettings) ? args.bottlerocketSettings : {};
  const settings = isRecord(given.settings) ? given.settings : {};
  const taints = Object.entries(args.taints ?? {}).map(([key, { value, effect }]) => [key, `${value ?? ""}:${effect}`]);
  const signalled = args.kind === "self-managed-v1" && {
    cloudformation: {
      "should-signal": true,
      "stack-name": args.stackName!,
      "logical-resource-id": "NodeGroup",
      ...(isRecord(settings.cloudformation) ? settings.cloudformation : {}),
    },
  };
  const kubernetes = {
    "cluster-name": cluster.name,
    "api-server": cluster.endpoint,
    "cluster-certificate": cluster.certificateAuthority,
    "cluster-dns-ip": dnsAddress(cluster.serviceCidr),
    ...(args.labels ? { "node-labels": args.labels } : {}),
    ...(args.taints ? { "node-taints": Object.fromEntries(taints) } : {}),
    ...(isRecord(settings.kubernetes) ? settings.kubernetes : {}),
  };
  return toml({ ...given, settings: { ...settings, ...signalled, kubernetes } });
}

/** The tenth address of the service network. */
function dnsAddress(serviceCidr: string): string {
  const [address = ""] = serviceCidr.split("/");
  return address.includes(":") ? `${address.replace(/::$/, "")}::a` : address.replace(/\d+$/, (last) => String(Number(last) + 10));
}
