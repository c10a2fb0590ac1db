// A fake AWS in its own folder, for tests: shortcuts to create resources, to reopen it, and to deploy a whole plan.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { plainValues } from "../../../plan/simulation/values";
import type { PlannedResource, Values } from "../../../plan/types";
import { createFakeAws, type TestFakeAws } from "./";
import type { FakeAwsOptions, FakeResource, LiveResource } from "./types";

const directory = process.cwd();
const region: Values = { region: "eu-west-1" };

export const trust = (service: string) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }] });

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::project::${type}::${name}`;
}

export class FakeAwsFixture {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "fake-aws-"));
  readonly journal = path.join(this.folder, "journal.jsonl");
  fakeAws: TestFakeAws;

  constructor(private readonly options: Omit<FakeAwsOptions, "journal"> = {}) {
    this.fakeAws = this.open();
  }

  /** The same fake AWS as another process would open it. */
  reopen(options: Omit<FakeAwsOptions, "journal"> = this.options): TestFakeAws {
    this.fakeAws = this.open(options);
    return this.fakeAws;
  }

  create(type: string, name: string, inputs: Values, provider: Values = region): Promise<FakeResource> {
    return this.fakeAws.create({ type, name, urn: urnOf(type, name), inputs, provider, preview: false, directory });
  }

  update({ type, id, urn, inputs: olds }: FakeResource, inputs: Values, provider: Values = region): Promise<FakeResource> {
    return this.fakeAws.update({ type, id, urn, olds, inputs, name: urn.split("::").at(-1)!, provider, preview: false, directory });
  }

  /** Disables deletion protection with an update. */
  unprotect({ id, type, inputs, urn, name, provider, directory: from }: LiveResource): Promise<FakeResource> {
    const request = { type, id, urn, name, provider, directory: from, preview: false };
    return this.fakeAws.update({ ...request, olds: inputs, inputs: { ...inputs, deletionProtection: false } });
  }

  read(type: string, id: string, provider: Values = region): Promise<FakeResource | undefined> {
    return this.fakeAws.read({ type, id, urn: urnOf(type, id), name: id, inputs: {}, provider, preview: false, directory });
  }

  /** A VPC with two private subnets, a role that EKS can assume, and a control plane. */
  async cluster(
    inputs: Values = {},
  ): Promise<{ vpc: FakeResource; subnets: readonly FakeResource[]; role: FakeResource; cluster: FakeResource }> {
    const vpc = await this.create("aws:ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
    const subnets = await Promise.all(
      ["a", "b"].map((zone, at) =>
        this.create("aws:ec2/subnet:Subnet", zone, { vpcId: vpc.id, cidrBlock: `10.0.${at}.0/24`, availabilityZone: `eu-west-1${zone}` }),
      ),
    );
    const role = await this.role("control", "eks.amazonaws.com");
    const vpcConfig = { subnetIds: subnets.map(({ id }) => id) };
    const accessConfig = { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false };
    const settings = { name: "shop", version: "1.34", accessConfig, ...inputs };
    const cluster = await this.create("aws:eks/cluster:Cluster", "shop", { roleArn: role.outputs.arn!, vpcConfig, ...settings });
    return { vpc, subnets, role, cluster };
  }

  async role(name: string, service: string, policies = 1): Promise<FakeResource> {
    const role = await this.create("aws:iam/role:Role", name, { assumeRolePolicy: trust(service) });
    for (let at = 0; at < policies; at++)
      await this.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", `${name}-${at}`, {
        role: role.outputs.name!,
        policyArn: `arn:aws:iam::aws:policy/Policy${at}`,
      });
    return role;
  }

  close(): void {
    this.fakeAws.close();
    rmSync(this.folder, { recursive: true });
  }

  private open(options = this.options): TestFakeAws {
    return createFakeAws({ ...options, journal: this.journal });
  }
}

/** Creates all resources of a plan in dependency order. @returns the created resources by URN */
export async function deploy(fakeAws: TestFakeAws, resources: readonly PlannedResource[]): Promise<ReadonlyMap<string, FakeResource>> {
  const creations = new Map<string, Promise<FakeResource | undefined>>();
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  for (const resource of resources) {
    const waits = dependenciesOf(resource).map((urn) => creations.get(urn));
    creations.set(
      resource.urn,
      Promise.all(waits).then(() => (isResource(resource) ? fakeAws.create(requestOf(resource, byUrn)) : undefined)),
    );
  }
  const created = await Promise.all([...creations].map(async ([urn, creation]) => [urn, await creation] as const));
  return new Map(created.filter((entry): entry is [string, FakeResource] => entry[1] !== undefined));
}

/** Deletes all created resources, each after the resources that depend on it. */
export async function destroy(
  fakeAws: TestFakeAws,
  resources: readonly PlannedResource[],
  created: ReadonlyMap<string, FakeResource>,
): Promise<void> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const gone = new Map<string, Promise<void>>();
  for (const resource of [...resources].reverse()) {
    const target = created.get(resource.urn);
    const users = resources.filter((other) => dependenciesOf(other).includes(resource.urn)).map(({ urn }) => gone.get(urn));
    gone.set(
      resource.urn,
      Promise.all(users).then(() => target && fakeAws.delete({ ...target, provider: requestOf(resource, byUrn).provider })),
    );
  }
  await Promise.all(gone.values());
}

/** Whether the fake AWS holds the resource; it holds no dynamic resources and no resources of the engine. */
export function isResource({ custom, type, external }: PlannedResource): boolean {
  return custom && !external && /^(aws|eks|kubernetes):/.test(type);
}

function dependenciesOf({ dependencies, parent, provider }: PlannedResource): readonly string[] {
  return [...dependencies, ...(parent === undefined ? [] : [parent]), ...(provider === undefined ? [] : [providerUrn(provider)])];
}

function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

function requestOf({ type, name, urn, inputs, provider }: PlannedResource, byUrn: ReadonlyMap<string, PlannedResource>) {
  const settings = plainValues(byUrn.get(providerUrn(provider ?? ""))?.inputs ?? {});
  return { type, name, urn, inputs: plainValues(inputs), provider: settings as Values, preview: false, directory };
}

/** The message of the error with which a call is rejected. */
export async function rejection(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("was not rejected");
}
