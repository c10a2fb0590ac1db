// Children of `eks.ManagedNodeGroup`: a managed group, and a launch template if the arguments require one.

import type { Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs, type TrackedValue } from "../expansion/tracked-value";
import { refuse, texts } from "../values";
import { fittingAmiType } from "./ami";
import { usesAccessEntries } from "./arguments";
import { type Core, coreOf } from "./core";
import { firstType, needsTemplate, ownUserData, registerTemplate, templateArguments, userDataArguments } from "./managed-launch-template";

/** Arguments that are passed to the managed group unchanged. */
const passedOn = [
  "amiType",
  "capacityType",
  "diskSize",
  "forceUpdateVersion",
  "instanceTypes",
  "labels",
  "nodeGroupName",
  "nodeGroupNamePrefix",
  "releaseVersion",
  "remoteAccess",
  "tags",
  "taints",
  "version",
];

export async function expandManagedNodeGroup(scope: Scope): Promise<Inputs> {
  const { args, name } = scope;
  const core = coreOf(scope);
  const roleArn = roleArnOf(scope, core);
  checkArgs(scope);
  const placement = args.plain("enableEfaSupport") ? await registerPlacement(scope) : undefined;
  const template = needsTemplate(scope) ? await registerTemplate(scope, core, placement) : undefined;
  const group = await scope.add(
    "aws:eks/nodeGroup:NodeGroup",
    name,
    {
      ...groupInputs(scope, core, template !== undefined),
      nodeRoleArn: roleArn,
      subnetIds: subnetsOf(scope, core),
      clusterName: args.has("clusterName") ? args.get("clusterName") : core.from(core.cluster.out("name")),
      launchTemplate: template
        ? { id: template.id, version: derive(template.out("latestVersion"), (version: number) => String(version)) }
        : args.get("launchTemplate"),
    },
    { dependsOn: core.nodeAccess, ignoreChanges: args.has("ignoreScalingChanges") ? ["scalingConfig.desiredSize"] : undefined },
  );
  return { nodeGroup: group.reference, placementGroupName: placement?.out("name") ?? "" };
}

function checkArgs(scope: Scope): void {
  const { args } = scope;
  for (const name of ["gpu", "amiType"]) if (args.has("amiId") && args.has(name)) refuse(`amiId: not together with ${name}`);
  if (args.has("launchTemplate") && needsTemplate(scope)) refuse(`launchTemplate: not together with ${templateArguments.join(", ")}`);
  if (args.has("userData") && userDataArguments.some((name) => args.get(name)))
    refuse(`userData: not together with ${userDataArguments.join(", ")}`);
  if (args.has("enableEfaSupport") && !args.has("placementGroupAvailabilityZone"))
    refuse("placementGroupAvailabilityZone: needed with enableEfaSupport");
}

/** ARN of the nodes' role. Without access entries, the cluster must already have it. */
function roleArnOf(scope: Scope, core: Core): TrackedValue {
  const { args } = scope;
  const [role, arn] = [args.get("nodeRole"), args.get("nodeRoleArn")];
  if (role && arn) refuse("nodeRole: not together with nodeRoleArn");
  const found = arn ?? (role ? scope.lookUp(role).out("arn") : refuse("nodeRole: missing; or nodeRoleArn"));
  const mode = core.cluster.out("accessConfig", "authenticationMode").value;
  const known = texts(core.instanceRoleArns.value);
  if (typeof mode === "string" && !usesAccessEntries(mode) && typeof found.value === "string" && !known.includes(found.value)) {
    refuse("nodeRole: must be among the instanceRoles of a cluster without access entries");
  }
  return found;
}

function groupInputs(scope: Scope, core: Core, ownTemplate: boolean): Inputs {
  const { args } = scope;
  const versioned = args.get("version") ?? (args.has("launchTemplate") ? undefined : core.from(core.cluster.out("version")));
  const inputs: Record<string, Input> = { ...Object.fromEntries(passedOn.map((name) => [name, args.get(name)])), version: versioned };
  if (ownTemplate) delete inputs.diskSize;
  if (ownUserData(scope)) for (const name of ["version", "releaseVersion", "amiType"]) delete inputs[name];
  else if (inputs.amiType === undefined && args.get("operatingSystem")) {
    inputs.amiType = fittingAmiType(args.get("operatingSystem"), args.get("gpu"), args.get("instanceTypes"), "instanceTypes");
  }
  inputs.scalingConfig = derive(args.get("scalingConfig"), (given: Readonly<Record<string, number>> | undefined) => ({
    desiredSize: given?.desiredSize ?? 2,
    minSize: given?.minSize ?? 1,
    maxSize: given?.maxSize ?? 2,
  }));
  return inputs;
}

/** The subnets in the arguments, else those of the cluster; with EFA only those in the zone of the placement group. */
function subnetsOf(scope: Scope, core: Core): TrackedValue {
  const { args } = scope;
  const all = args.get("subnetIds") ?? core.subnetIds;
  if (!args.plain("enableEfaSupport")) return all;
  const zone = args.get("placementGroupAvailabilityZone");
  const filters = [{ name: "instance-type", values: [firstType(scope)] }];
  const offered = scope
    .invoke("aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings", { filters, locationType: "availability-zone" })
    .get("locations");
  const checked = derive([zone, offered], ([wanted, zones]: [string, readonly string[]]) =>
    zones.includes(wanted) ? wanted : refuse(`placementGroupAvailabilityZone: ${wanted} does not offer the instance type`),
  );
  const found = scope.invoke("aws:ec2/getSubnets:getSubnets", {
    filters: [
      { name: "availability-zone", values: [checked] },
      { name: "subnet-id", values: all },
    ],
  });
  return derive(found.get("ids"), (ids: readonly string[]) =>
    ids.length > 0 ? [...ids] : refuse("placementGroupAvailabilityZone: no subnet of the group is in this zone"),
  );
}

function registerPlacement(scope: Scope): Promise<Child> {
  return scope.add("aws:ec2/placementGroup:PlacementGroup", scope.name, { strategy: "cluster", tags: scope.args.get("tags") });
}
