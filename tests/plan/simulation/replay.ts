// Replays a recording of a packaged component. Generates outputs as the recorder did, so that the resources that the expansion registers
// can be compared without changes.
import { createSimulation } from "../../../plan/simulation";
import { type ChildRequest, Reference, type Registered, UNKNOWN, type Value, type Values } from "../../../plan/types";

export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly inputs: Values;
  readonly dependencies: readonly string[];
  readonly ignoreChanges?: readonly string[];
}

export interface Invoke {
  readonly token: string;
  readonly inputs: Values;
}

type Outputs = Readonly<Record<string, Value>>;

/** Outputs beyond the inputs, generated as the recorder generated them. */
const recorded: Readonly<Record<string, (name: string, inputs: Values) => Outputs>> = {
  "aws:eks/cluster:Cluster": (_, inputs) => ({
    name: inputs.name ?? "cluster",
    arn: "arn:aws:eks:eu-west-1:111122223333:cluster/recorded",
    endpoint: "https://ABC.gr7.eu-west-1.eks.amazonaws.com",
    certificateAuthority: { data: "Q0E=" },
    version: inputs.version ?? "1.35",
    identities: [{ oidcs: [{ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" }] }],
    kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16", ipFamily: "ipv4" },
    vpcConfig: { ...(inputs.vpcConfig as object), clusterSecurityGroupId: "sg-cluster" },
    accessConfig: inputs.accessConfig ?? { authenticationMode: "CONFIG_MAP" },
  }),
  "aws:iam/role:Role": (name) => ({ arn: `arn:aws:mock:::Role/${name}`, name }),
  "aws:iam/instanceProfile:InstanceProfile": (name) => ({ name }),
  "aws:ec2/eip:Eip": (name) => ({ allocationId: `${name}-alloc` }),
  "aws:ec2/keyPair:KeyPair": (name) => ({ keyName: name }),
  "aws:ec2/launchTemplate:LaunchTemplate": (name) => ({ name, latestVersion: 1 }),
  "aws:ec2/vpc:Vpc": (_, inputs) => ({
    cidrBlock: inputs.cidrBlock ?? "10.0.0.0/16",
    ipv6CidrBlock: inputs.assignGeneratedIpv6CidrBlock === true ? "2001:db8:1234:5600::/56" : "",
  }),
  "eks:index:RandomSuffix": (_, inputs) => ({ output: `${String(inputs.input)}-0a0b0c0d` }),
  "aws:cloudformation/stack:Stack": () => ({ outputs: { NodeGroup: "asg" } }),
};

const answers: Readonly<Record<string, (args: Values) => Values>> = {
  "aws:index/getPartition:getPartition": () => ({ partition: "aws", dnsSuffix: "amazonaws.com" }),
  "aws:index/getRegion:getRegion": () => ({ name: "eu-west-1", region: "eu-west-1" }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({ names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }),
  "aws:eks/getAddonVersion:getAddonVersion": () => ({ version: "v0.0.0" }),
  "aws:ec2/getAmi:getAmi": () => ({
    rootDeviceName: "/dev/xvda",
    blockDeviceMappings: [{ deviceName: "/dev/xvda" }, { deviceName: "/dev/xvdb" }],
  }),
  "aws:ssm/getParameter:getParameter": ({ name }) => ({ value: `ami-of-${String(name).replaceAll("/", "-")}` }),
  // Subnets with a p in their names are public.
  "aws:ec2/getRouteTable:getRouteTable": ({ subnetId }) => ({
    routes: [{ cidrBlock: "0.0.0.0/0", ...(String(subnetId).includes("p") ? { gatewayId: "igw-1" } : { natGatewayId: "nat-1" }) }],
  }),
};

/** A stack in which components are expanded; URNs are `type::name`, as recordings name resources. */
export class Replay {
  readonly resources: RecordedResource[] = [];
  readonly invokes: Invoke[] = [];
  /** The resources that each output of the last component depends on. */
  readonly origins: Record<string, readonly string[]> = {};
  private readonly states = new Map<string, { readonly id: Value; readonly outputs: Values }>();
  private readonly simulation = createSimulation();

  constructor(private readonly preview = false) {}

  async expand(
    component: string,
    name: string,
    inputs: Values,
    propertyDependencies: Readonly<Record<string, readonly string[]>> = {},
  ): Promise<Values> {
    const urn = `${component}::${name}`;
    this.resources.push({ type: component, name, custom: false, inputs: {}, dependencies: [] });
    const outputs = await this.simulation.expand(
      {
        type: component,
        name,
        urn,
        inputs,
        propertyDependencies,
        provider: { region: "eu-west-1" },
        preview: this.preview,
        directory: process.cwd(),
        invoke: (token, args) => this.invoke(token, args),
        outputDependencies: (output, urns) => {
          this.origins[output] = urns;
        },
      },
      (child) => Promise.resolve(this.register(child)),
    );
    this.states.set(urn, { id: "", outputs });
    return outputs;
  }

  private invoke(token: string, args: Values): Values {
    if (token === "pulumi:pulumi:getResource") return { id: this.state(args.urn).id, state: this.state(args.urn).outputs };
    if (!this.invokes.some((known) => known.token === token && JSON.stringify(known.inputs) === JSON.stringify(args))) {
      this.invokes.push({ token, inputs: args });
    }
    const answer = answers[token];
    if (!answer) throw new Error(`no recording answers ${token}`);
    return answer(args);
  }

  private state(urn: Value | undefined) {
    return this.states.get(String(urn)) ?? { id: "", outputs: {} };
  }

  register(child: ChildRequest): Registered {
    const { type, name, custom, parent, inputs, dependencies = [], ignoreChanges } = child;
    const urn = `${type}::${name}`;
    const id: Value = this.preview ? UNKNOWN : `${name}-id`;
    const generated = recorded[type]?.(name, inputs) ?? {};
    const unknown: Values = Object.fromEntries(Object.keys(generated).map((key): [string, Value] => [key, inputs[key] ?? UNKNOWN]));
    const outputs: Values = { ...inputs, ...(this.preview ? unknown : generated) };
    this.states.set(urn, { id, outputs });
    this.resources.push({
      type,
      name,
      custom,
      ...(parent ? { parent } : {}),
      inputs: withoutReferences(inputs),
      dependencies: [...dependencies],
      ...(ignoreChanges ? { ignoreChanges } : {}),
    });
    return { urn, id, outputs };
  }
}

function withoutReferences(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value instanceof Reference ? `<resource ${value.urn}>` : value]),
  );
}
