import { clusterDns } from "./cluster-dns";
import type { ClusterIdentity, Registration, UserData, UserDataFormat } from "./format";
import { kubeletFlags } from "./kubelet-flags";

/** Windows: a PowerShell script. The user's part runs first, as EKS does it too. */
export const windows: UserDataFormat = {
  own(userData) {
    const script = powershell(userData);
    return script === "" ? undefined : section(script);
  },
  joining(node, userData) {
    const script = powershell(userData);
    return (cluster) => section([...(script === "" ? [] : [script]), bootstrap(cluster, node)].join("\n"));
  },
};

const tagged = /^\s*<powershell>\n?([\s\S]*?)\n?<\/powershell>\s*$/i;

/** A script without its tags. Rules refuse a list of parts. */
export function powershell(userData: UserData): string {
  if (typeof userData !== "string") throw new Error("Windows takes one PowerShell script as user data");
  return (tagged.exec(userData)?.[1] ?? userData).trim();
}

function section(script: string): string {
  return `<powershell>\n${script}\n</powershell>\n`;
}

/** Source: EKS user guide, bootstrap script configuration parameters of Windows AMIs (2026). */
function bootstrap({ name, endpoint, certificateAuthority, serviceCidr }: ClusterIdentity, node: Registration): string {
  const flags = [...kubeletFlags(node), ...(node.maxPods === undefined ? [] : [`--max-pods=${node.maxPods}`])];
  const parameters = {
    EKSClusterName: name,
    APIServerEndpoint: endpoint,
    Base64ClusterCA: certificateAuthority,
    DNSClusterIP: clusterDns(serviceCidr),
    ServiceCIDR: serviceCidr,
    ...(flags.length > 0 && { KubeletExtraArgs: flags.join(" ") }),
  };
  const given = Object.entries(parameters).map(([key, value]) => `-${key} ${quoted(value)}`);
  return `& "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" ${given.join(" ")}`;
}

/** PowerShell reads nothing but a doubled quote in such a string. */
export function quoted(text: string): string {
  return `'${`${text}`.replaceAll("'", "''")}'`;
}
