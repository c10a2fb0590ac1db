import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import { Environment, type OverrideInput, parseSettings, parseStackConfig, resolveSettings, type SettingsInput } from "../../components";
import { remoteNames, remoteTypes } from "../../components/environment/overrides";
import { runProgram } from "../../plan/engine/run";
import { readProject } from "../../plan/project/project";
import { planDocument } from "../../plan/report/json";
import { createSimulation } from "../../plan/simulation";
import { type PlannedResource, type Recording, Secret } from "../../plan/types";
import { startMocks } from "../harness/mocks/mocks";
import { stackText } from "../harness/mocks/stacks";
import { noCost } from "../plan/resources";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const records = path.join(__dirname, "../fixtures/state");

/** An environment under mocks. */
async function created(overrides: readonly OverrideInput[], input: SettingsInput = {}) {
  const mocks = startMocks();
  await mocks.run(async () => {
    const settings = parseSettings({ region: "eu-west-1", network: { zones }, ...input, overrides });
    return new Environment("eks", await resolveSettings(settings));
  });
  return mocks.resources;
}

const project = readProject(path.join(__dirname, "../.."));

/** The plan of stack `minimal` with overrides. */
function planned(overrides: readonly object[], secret = false): Promise<Recording> {
  const settings = { ...parse(stackText("minimal")).config, "eks-blueprints:overrides": overrides };
  const config = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
  const { directory, name, main = "" } = project;
  const secretKeys = secret ? ["eks-blueprints:overrides"] : [];
  return runProgram({
    directory,
    main,
    project: name,
    stack: "minimal",
    config,
    secretKeys,
    preview: false,
    simulation: createSimulation(),
  });
}

const template = "aws:ec2/launchTemplate:LaunchTemplate";
const cluster = "aws:eks/cluster:Cluster";
const subnet = "aws:ec2/subnet:Subnet";

describe("overrides of an environment's own resources", () => {
  it("merge maps, replace lists and scalars, and remove what is null, in resources of a type whose names match", async () => {
    const nodePools = { a: {}, b: {} };
    const resources = await created(
      [
        { type: template, set: { metadataOptions: { httpPutResponseHopLimit: 1 } } },
        { type: template, name: "eks-b-*", set: { metadataOptions: { httpPutResponseHopLimit: 3, httpTokens: null }, description: "B" } },
      ],
      { nodePools },
    );
    const [a, b] = resources.ofType(template).map(({ inputs }) => inputs);
    expect(a!.metadataOptions).to.deep.include({ httpPutResponseHopLimit: 1, httpTokens: "required" });
    expect(b!.metadataOptions).to.include({ httpPutResponseHopLimit: 3 }).and.not.have.property("httpTokens");
    expect([a!.description, b!.description]).to.deep.equal(["Nodes of pool a in EKS cluster eks-blueprints-test", "B"]);
    expect(a!.tagSpecifications).to.deep.equal(b!.tagSpecifications!.map(nameTag("a")));
  });

  it("merge into a chart's values and into tags", async () => {
    const resources = await created(
      [
        { type: "kubernetes:helm.sh/v3:Release", name: "eks-keda", set: { values: { operator: { replicaCount: 3 } }, atomic: true } },
        { type: "aws:kms/key:Key", set: { tags: { tier: "one" } } },
      ],
      { addons: { keda: true }, tags: { owner: "platform" } },
    );
    const { inputs } = resources.only("kubernetes:helm.sh/v3:Release");
    expect(inputs.values.operator.replicaCount).to.equal(3);
    expect(Object.keys(inputs.values).length).to.be.greaterThan(1);
    expect(inputs).to.include({ atomic: true, name: "keda" });
    expect(resources.only("aws:kms/key:Key").inputs.tags).to.deep.equal({ owner: "platform", tier: "one" });
  });

  it("need no transforms, which mocks do not support, unless their names may be those of remote components' resources", async () => {
    const role = "aws:iam/role:Role";
    const transformsWith = async (name: string) => {
      const mocks = startMocks();
      const passed: pulumi.ResourceTransform[] = [];
      const collect: pulumi.ResourceTransformation = ({ opts }) =>
        void passed.push(...((opts as pulumi.ComponentResourceOptions).transforms ?? []));
      await mocks.run(async () => {
        const settings = parseSettings({
          region: "eu-west-1",
          network: { zones },
          overrides: [{ type: role, name, set: { tags: { a: "b" } } }],
        });
        // of two stacked components, the outer one's transformations run last
        const outer = new pulumi.ComponentResource("test:index:Outer", "outer", {}, { transformations: [collect] });
        new Environment("eks", await resolveSettings(settings), { parent: outer });
      });
      return passed.length;
    };
    expect(await transformsWith("eks-default-role")).to.equal(0);
    expect(await transformsWith("*")).to.equal(1);
  });

  it("fail where none matches, with the names that there are", async () => {
    const failure = await created([
      { type: template, name: "eks-defalt-template", set: { description: "a" } },
      { type: "aws:efs/fileSystem:FileSystem", set: { encrypted: true } },
    ]).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(failure.split("\n")).to.deep.equal([
      `eks-blueprints:overrides[0].name: no resource of type ${template} has a name like "eks-defalt-template"; did you mean eks-default-template?`,
      "eks-blueprints:overrides[1].type: this stack has no resource of type aws:efs/fileSystem:FileSystem; remove the override, or enable what creates it",
    ]);
  });
});

describe("overrides of what remote components create", () => {
  let recording: Recording;
  const inputsOf = (type: string, name: string) => recording.resources.find((each) => each.type === type && each.name === name)!.inputs;

  before(async () => {
    recording = await planned(
      [
        { type: cluster, set: { vpcConfig: { controlPlaneEgressMode: "CUSTOMER_ROUTED" }, zonalShiftConfig: { enabled: true } } },
        { type: subnet, name: "*-public-*", set: { mapPublicIpOnLaunch: false, tags: { tier: "edge" } } },
      ],
      true,
    );
  });

  it("merge into their inputs", () => {
    const { vpcConfig } = inputsOf(cluster, "eks-eksCluster");
    expect(plain(vpcConfig)).to.include({ controlPlaneEgressMode: "CUSTOMER_ROUTED", endpointPrivateAccess: true });
    expect(plain(inputsOf(subnet, "eks-network-public-1"))).to.include({ mapPublicIpOnLaunch: false });
    expect(plain(inputsOf(subnet, "eks-network-public-1").tags)).to.include({ tier: "edge", "kubernetes.io/role/elb": "1" });
    expect(inputsOf(subnet, "eks-network-private-1").tags).not.to.have.property("tier");
  });

  it("are secret where something in the section is encrypted", () => {
    expect(inputsOf(subnet, "eks-network-public-1").mapPublicIpOnLaunch).to.be.instanceOf(Secret);
    expect(inputsOf(cluster, "eks-eksCluster").version).to.be.a("string");
    expect(recording.resources.find(({ type }) => type === "eks-blueprints:index:Environment")!.inputs.overrides).to.be.instanceOf(Secret);
  });

  it("are marked in the plan", () => {
    const { deployment } = planDocument({ project: "p", stack: "s", settings: null, recording, findings: [], cost: noCost });
    const marked = deployment.resources.filter(({ overridden }) => overridden).map(({ name, overridden }) => [name, overridden]);
    expect(marked).to.have.length(4);
    expect(marked).to.deep.include(["eks-eksCluster", ["vpcConfig.controlPlaneEgressMode", "zonalShiftConfig.enabled"]]);
    expect(marked).to.deep.include(["eks-network-public-1", ["mapPublicIpOnLaunch", "tags.tier"]]);
  });

  it("leave all names and parents as they are", () => {
    const withoutVersion = (urn: string) => urn.replace(/(?<=^pulumi:providers:.*::default)(_\d+){3}$/, ""); // of the installed SDK
    const urns = new Set(recording.resources.map(({ urn }) => withoutVersion(urn.split("::").slice(2).join("::"))));
    const record = Object.keys(JSON.parse(readFileSync(path.join(records, "minimal.inputs.json"), "utf8")));
    expect([...urns].sort()).to.deep.equal(record.map(withoutVersion).sort());
  });

  it("fail where none matches", async () => {
    const failure = await planned([{ type: cluster, name: "eks", set: { tags: { a: "b" } } }]).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(failure).to.equal(
      `eks-blueprints:overrides[0].name: no resource of type ${cluster} has a name like "eks"; did you mean eks-eksCluster?`,
    );
  });

  it("cover every type that these components create in recorded stacks", () => {
    const lines = readdirSync(records).flatMap((file) =>
      file.endsWith(".txt") ? readFileSync(path.join(records, file), "utf8").split("\n") : [],
    );
    for (const [component, types] of Object.entries(remoteTypes)) {
      const children = lines.filter((line) => line.includes(`$${component}$`)).map((line) => line.slice(line.lastIndexOf("$") + 1));
      expect([...new Set(children)].filter((type) => type.startsWith("aws:")).sort(), component).to.deep.equal(types);
    }
  });
});

describe("names of what remote components create", () => {
  it("begin in recorded stacks as overrides expect", () => {
    const names = { "eks:index:Cluster": "eks", "awsx:ec2:Vpc": "eks-network" };
    for (const file of readdirSync(records).filter((each) => each.endsWith(".txt"))) {
      const blocks = readFileSync(path.join(records, file), "utf8").split(/\n(?=\S)/);
      for (const [heading = "", ...created] of blocks.map((block) => block.trimEnd().split("\n  "))) {
        const infixes = remoteNames[heading.slice(heading.lastIndexOf("$") + 1)];
        for (const [component, name] of Object.entries(names))
          if (infixes !== undefined && heading.includes(`$${component}$`))
            expect(
              created.filter((each) => !infixes.some((infix) => each.startsWith(name + infix))),
              `${file}: ${heading}`,
            ).to.deep.equal([]);
      }
    }
  });
});

describe("encrypted section of overrides", () => {
  it("shows types and properties in messages, and no values", () => {
    const config = {
      "aws:region": "eu-west-1",
      "eks-blueprints:overrides": JSON.stringify([{ type: cluster, set: { upgradePolicy: "very secret", tgs: { a: "very secret" } } }]),
    };
    const read = () => parseStackConfig({ project: "p", stack: "s", config, secretKeys: ["eks-blueprints:overrides"] });
    expect(read)
      .to.throw(/no such property of aws:eks\/cluster:Cluster; did you mean tags/)
      .with.property("message")
      .that.does.not.contain("very secret");
  });
});

describe("transforms of an environment", () => {
  it("see all resources, after overrides, those of remote components too", async () => {
    const directory = path.join(__dirname, "../fixtures/programs/transforms");
    const stack = { project: "p", stack: "dev", config: {}, secretKeys: [], preview: false, simulation: createSimulation() };
    const { resources } = await runProgram({ directory, main: "index.ts", ...stack });
    const [key] = resources.filter(({ type }) => type === "aws:kms/key:Key");
    expect(key!.inputs.deletionWindowInDays).to.equal(7);
    expect(key!.retainOnDelete).to.equal(true);
    const subnets = resources.filter(({ type }) => type === subnet);
    expect(subnets).to.have.length(6);
    for (const { inputs } of subnets) expect(inputs.tags).to.include({ tier: "transformed", owner: "platform" });
  });

  it("are replaced by transformations under mocks, which see the environment's own resources", async () => {
    const mocks = startMocks();
    const seen: string[] = [];
    await mocks.run(async () => {
      const settings = parseSettings({ region: "eu-west-1", network: { zones } });
      const transformations: pulumi.ResourceTransformation[] = [({ type }) => void seen.push(type)];
      return new Environment("eks", await resolveSettings(settings), { transformations });
    });
    expect(seen).to.include.members(["aws:kms/key:Key", template, "eks:index:Cluster"]).and.not.include(cluster);
  });
});

const nameTag = (pool: string) => (specification: { readonly resourceType: string; readonly tags: object }) => ({
  ...specification,
  tags: { ...specification.tags, Name: `eks-blueprints-test-${pool}` },
});

function plain(value: PlannedResource["inputs"][string] | undefined): unknown {
  return JSON.parse(JSON.stringify(value, (_, each) => (each instanceof Secret ? each.value : each)));
}
