// The VPC endpoints of `awsx.ec2.Vpc`. With the strategy Auto they use the subnets and route tables of the VPC, and get a security group.

import type { Child, Scope } from "../expansion/scope";
import { derive, type Input, type Inputs, type TrackedValue } from "../expansion/tracked-value";
import { refuse } from "../values";
import type { Network } from "./network";

interface Endpoint {
  readonly spec: TrackedValue;
  readonly serviceName: string;
  /** In lowercase letters. */
  readonly type: string;
  readonly auto: boolean;
}

/** The specs, each with its kind. */
export function endpointsOf({ args }: Scope): readonly Endpoint[] {
  const specs = args.get("vpcEndpointSpecs");
  const auto = args.plain("vpcEndpointStrategy") === "Auto";
  const count = Array.isArray(specs?.value) ? specs.value.length : 0;
  return Array.from({ length: count }, (_, index) => {
    const spec = specs!.get(index);
    const type = spec.get("vpcEndpointType").value ?? "Gateway";
    const serviceName = String(spec.get("serviceName").value);
    if (auto && typeof type !== "string")
      refuse(`vpcEndpointSpecs[${index}].vpcEndpointType: must be known in advance with the strategy Auto`);
    return { spec, serviceName, type: typeof type === "string" ? type.toLowerCase() : "", auto };
  });
}

/** DNS settings of the VPC: private names of interface endpoints need both. */
export function dnsSettings({ args }: Scope, endpoints: readonly Endpoint[]): Inputs {
  const settings = { enableDnsHostnames: args.get("enableDnsHostnames"), enableDnsSupport: args.get("enableDnsSupport") };
  const privateDns = endpoints.some(
    ({ auto, type, spec }) => auto && type === "interface" && (spec.get("privateDnsEnabled").value ?? true) === true,
  );
  if (!privateDns) return settings;
  for (const [name, flow] of Object.entries(settings)) {
    if (flow?.value === false) refuse(`${name}: must be true where interface endpoints have private DNS names`);
  }
  return { enableDnsHostnames: settings.enableDnsHostnames ?? true, enableDnsSupport: settings.enableDnsSupport ?? true };
}

export async function registerEndpoints(scope: Scope, network: Network, endpoints: readonly Endpoint[]): Promise<readonly Child[]> {
  const registered: Child[] = [];
  for (const endpoint of endpoints) registered.push(await registerEndpoint(scope, network, endpoint));
  return registered;
}

const passedOn = [
  "autoAccept",
  "dnsOptions",
  "ipAddressType",
  "policy",
  "resourceConfigurationArn",
  "serviceName",
  "serviceNetworkArn",
  "serviceRegion",
  "subnetConfigurations",
  "vpcEndpointType",
];

async function registerEndpoint(scope: Scope, network: Network, endpoint: Endpoint): Promise<Child> {
  const { spec, serviceName, type, auto } = endpoint;
  const given = (name: string): Input => (spec.get(name).value === undefined ? undefined : spec.get(name));
  const [autoInterface, autoGateway] = [auto && type === "interface", auto && type === "gateway"];
  const region = given("region") ?? network.region;
  const tags = tagsOf(network, spec);
  const ownSubnets = given("subnetIds") ?? given("subnetConfigurations");
  const securityGroups =
    given("securityGroupIds") ?? (autoInterface ? [await registerSecurityGroup(scope, network, endpoint, region, tags)] : undefined);
  return scope.add(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    serviceName,
    {
      ...Object.fromEntries(passedOn.map((name) => [name, given(name)])),
      privateDnsEnabled: given("privateDnsEnabled") ?? (autoInterface ? true : undefined),
      region,
      routeTableIds: given("routeTableIds") ?? (autoGateway ? network.routeTables.map(({ id }) => id) : undefined),
      securityGroupIds: securityGroups,
      subnetIds: given("subnetIds") ?? (autoInterface && ownSubnets === undefined ? onePerZone(network) : undefined),
      tags,
      vpcId: network.vpc.id,
    },
    { parent: network.vpc, dependsOn: [network.vpc] },
  );
}

function tagsOf({ tags }: Network, spec: TrackedValue): Input {
  return derive([tags, spec.get("tags")], ([shared, own]: [object, object | null]) => ({ ...shared, ...own }));
}

/** Opens port 443 to the whole VPC. */
async function registerSecurityGroup(
  scope: Scope,
  { vpc }: Network,
  { spec, serviceName }: Endpoint,
  region: Input,
  tags: Input,
): Promise<TrackedValue> {
  const group = await scope.add(
    "aws:ec2/securityGroup:SecurityGroup",
    `${serviceName}-sg`,
    { description: "Managed by Pulumi", region, vpcId: vpc.id, tags },
    { parent: vpc, dependsOn: [vpc] },
  );
  const addresses = spec.get("ipAddressType").value;
  const ipv6 = typeof addresses === "string" && ["ipv6", "dualstack"].includes(addresses.toLowerCase());
  await scope.add(
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    `${serviceName}-ingress`,
    {
      region,
      type: "ingress",
      securityGroupId: group.id,
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: [vpc.out("cidrBlock")],
      ipv6CidrBlocks: ipv6 ? [vpc.out("ipv6CidrBlock")] : undefined,
    },
    { parent: vpc, dependsOn: [group] },
  );
  return group.id;
}

/** A subnet of each zone, a private one if there is one. */
function onePerZone({ subnets, zones }: Network): readonly TrackedValue[] {
  return zones.flatMap((zone) => {
    const found = ["Private", "Isolated", "Public"].flatMap(
      (type) => subnets.find((subnet) => subnet.zone === zone && subnet.type === type) ?? [],
    );
    return found.slice(0, 1).map(({ child }) => child.id);
  });
}
