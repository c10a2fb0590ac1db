// Runs small programs with runProgram: functions of a test, or files under tests/fixtures/programs.
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../../../plan/engine/errors";
import { type RunOptions, runProgram } from "../../../plan/engine/run";
import { type PlannedResource, type Recording, type Simulation, SimulationError, UNKNOWN, type Value } from "../../../plan/types";

export const fixtures = path.join(__dirname, "..", "..", "fixtures", "programs");

/** Returns inputs as outputs, generates `id` and `arn`, rejects inputs with `refused`; the component `test:index:Remote` creates two resources. */
export const simulation: Simulation = {
  isComponent: (type) => type === "test:index:Remote",
  resource: ({ name, inputs, preview }) => {
    if (inputs.refused) throw new SimulationError(`property refused: ${String(inputs.refused)}`);
    const generated = (value: string): Value => (preview ? UNKNOWN : value);
    return { id: generated(`${name}-id`), outputs: { ...inputs, arn: generated(`arn:${name}`) } };
  },
  read: ({ inputs, id }) => ({ ...inputs, arn: `arn:${id}` }),
  async expand({ name, inputs, invoke, outputDependencies }, register) {
    const first = await register({ type: "test:index:Thing", name: `${name}-first`, custom: true, inputs: { size: inputs.size ?? null } });
    const second = await register({
      type: "test:index:Thing",
      name: `${name}-second`,
      custom: true,
      parent: first.urn,
      inputs: { zone: invoke("test:index:getZone", {}).zone ?? null },
      dependencies: [first.urn],
    });
    outputDependencies("arn", [second.urn]);
    return { arn: second.outputs.arn ?? null };
  },
  invoke: ({ args, provider }) => {
    if (args.refused) throw new SimulationError("no such function");
    return { ...args, zone: `${String(provider.region)}a` };
  },
  call: ({ args }) => ({ greeting: `hello ${String(args.name)}` }),
};

export type Options = Partial<Omit<RunOptions, "main">>;

const base = {
  project: "shop",
  stack: "dev",
  config: { "test:region": "eu-west-1" },
  secretKeys: [],
  preview: false,
  simulation,
} satisfies Partial<RunOptions>;

/** Runs a fixture directory. */
export const runFixture = (name: string, options: Options & { readonly main?: string } = {}) =>
  runProgram({ ...base, directory: path.join(fixtures, name), main: "index.ts", ...options });

/** Runs a function as a whole program. */
export async function run(program: () => unknown, options: Options = {}): Promise<Recording> {
  (globalThis as { program?: () => unknown }).program = program;
  return runFixture("inline", options);
}

/** The problems for which a program is rejected, one per line. */
export async function problems(running: Promise<unknown>): Promise<string[]> {
  try {
    await running;
  } catch (error) {
    if (error instanceof ProgramError) return error.message.split("\n");
    throw error;
  }
  throw new Error("expected the program to be rejected");
}

export function named({ resources }: Recording, name: string, type = "test:index:Thing"): PlannedResource {
  const found = resources.filter((resource) => resource.name === name && resource.type === type);
  if (found.length !== 1) throw new Error(`${found.length} resources are named ${name}: ${resources.map(({ urn }) => urn).join(", ")}`);
  return found[0]!;
}

export interface ThingArgs {
  size?: pulumi.Input<number>;
  label?: pulumi.Input<string>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  content?: pulumi.Input<pulumi.asset.Asset | pulumi.asset.Archive>;
  refused?: pulumi.Input<string>;
}

export class Thing extends pulumi.CustomResource {
  declare readonly arn: pulumi.Output<string>;
  declare readonly size: pulumi.Output<number>;
  declare readonly label: pulumi.Output<string>;
  constructor(name: string, args: ThingArgs = {}, opts?: pulumi.CustomResourceOptions) {
    super("test:index:Thing", name, { size: undefined, label: undefined, ...args, arn: undefined }, opts);
  }
}

export class Group extends pulumi.ComponentResource {
  constructor(name: string, build: (group: Group) => void = () => {}, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Group", name, {}, opts);
    build(this);
    this.registerOutputs({ built: name });
  }
}

/** A remote component. */
export class Remote extends pulumi.ComponentResource {
  declare readonly arn: pulumi.Output<string>;
  constructor(name: string, args: { size?: pulumi.Input<number> } = {}, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Remote", name, { ...args, arn: undefined }, opts, true);
  }
  greet(name: pulumi.Input<string>): pulumi.Output<{ greeting: string }> {
    return pulumi.runtime.call("test:index:Remote/greet", { __self__: this, name }, this);
  }
}

export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: { region?: pulumi.Input<string>; token?: pulumi.Input<string> } = {}, opts?: pulumi.ResourceOptions) {
    super("test", name, args, opts);
  }
}

export const urn = (name: string, type = "test:index:Thing") => `urn:pulumi:dev::shop::${type}::${name}`;
