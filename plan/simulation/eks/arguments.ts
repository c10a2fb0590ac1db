// Arguments of `eks.Cluster` that exclude or require each other.
import type { Args } from "../expansion/scope";
import { refuse } from "../values";

/** Arguments about the default node group that `nodeGroupOptions` replaces. */
const singleNodeOptions = [
  "nodeSubnetIds",
  "nodeAssociatePublicIpAddress",
  "instanceType",
  "instanceProfileName",
  "nodePublicKey",
  "nodeRootVolumeSize",
  "nodeUserData",
  "minSize",
  "maxSize",
  "desiredCapacity",
  "nodeAmiId",
  "gpu",
];

/** Whether the cluster reads the ConfigMap `aws-auth`. */
export function usesConfigMap(mode: string | undefined): boolean {
  return mode === undefined || mode === "CONFIG_MAP" || mode === "API_AND_CONFIG_MAP";
}

/** Whether the cluster takes access entries. */
export function usesAccessEntries(mode: string | undefined): boolean {
  return mode === "API" || mode === "API_AND_CONFIG_MAP";
}

/** @throws SimulationError for arguments that the component would reject */
export function checkClusterArgs(args: Args): void {
  exclusive(args, "instanceRole", ["instanceRoles"]);
  exclusive(args, "subnetIds", ["publicSubnetIds", "privateSubnetIds"]);
  exclusive(args, "nodeGroupOptions", singleNodeOptions);
  const mode = args.plain<string>("authenticationMode");
  if (!usesConfigMap(mode)) {
    for (const name of ["roleMappings", "userMappings", "instanceRoles"]) {
      const given = args.get(name)?.value;
      if (Array.isArray(given) && given.length > 0) refuse(`${name}: not used with authenticationMode ${mode}`);
    }
  }
  if (!usesAccessEntries(mode)) {
    if (args.has("accessEntries")) refuse("accessEntries: need authenticationMode API or API_AND_CONFIG_MAP");
    if (args.has("autoMode", "enabled")) refuse("autoMode: needs authenticationMode API or API_AND_CONFIG_MAP");
  }
  if (args.has("publicAccessCidrs") && args.get("endpointPublicAccess")?.value === false) {
    refuse("publicAccessCidrs: not used while endpointPublicAccess is false");
  }
  if (args.has("creationRoleProvider")) refuse("creationRoleProvider: not for remote components; use providerCredentialOpts");
}

function exclusive(args: Args, name: string, others: readonly string[]): void {
  const other = others.find((candidate) => args.has(candidate));
  if (args.has(name) && other) refuse(`${name}: not together with ${other}`);
}
