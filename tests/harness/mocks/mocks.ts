// Harness for unit tests with Pulumi's mocks: runs a program in a simulated stack, waits until everything has settled, and records the registered
// resources. Stock mocks hide parents, dependencies and options from tests, so MockMonitor is wrapped to show them.
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { withoutCallSites, withoutStackTraces } from "../../../plan/engine/fast-sdk";
import { withPlainStructs } from "../../../plan/engine/plain-structs";
import { loadSdk } from "../../../plan/engine/sdk";
import { nameOf, typeOf } from "../../../plan/engine/urn";
import type { WireObject } from "../../../plan/engine/values";
import { type Inputs, type MockAnswer, MockCloud } from "./mock-cloud";
import { type RecordedResource, Resources } from "./resources";

export type { Inputs, RecordedResource, Resources };

export interface MockOptions {
  /** Plain stock mocks, as users of the package use them: outputs are only the inputs, so those of remote components are undefined. */
  readonly stock?: boolean;
  readonly preview?: boolean;
  readonly project?: string;
  readonly stack?: string;
  /** Stack config, keys with their namespace such as `aws:region`. */
  readonly config?: Record<string, string>;
  /** Results of invokes by token; an unknown token is an error. */
  readonly invokes?: Readonly<Record<string, (args: Inputs) => Inputs>>;
}

export interface RecordedInvoke {
  readonly token: string;
  readonly args: Inputs;
  readonly provider?: string;
}

const defaultRegion = "eu-west-1";

/** A simulated stack. */
export class Mocks implements pulumi.runtime.Mocks {
  readonly invokes: RecordedInvoke[] = [];
  /** Messages passed to `pulumi.log.warn`. */
  readonly warnings: string[] = [];
  private readonly recorded: RecordedResource[] = [];
  private readonly created = new Map<string, MockAnswer>();
  private readonly failures: unknown[] = [];
  private readonly cloud: MockCloud;

  constructor(private readonly options: MockOptions) {
    const { config, preview = false } = options;
    this.cloud = new MockCloud(targetOf(options), config?.["aws:region"] ?? defaultRegion, preview);
  }

  get resources(): Resources {
    const recorded = this.recorded.filter(({ type }) => type !== pulumi.runtime.rootPulumiStackTypeName);
    return new Resources(recorded, this.created);
  }

  /**
   * Runs a program in the stack and waits until all registrations have settled.
   * @returns the result of the program, with resolved outputs; nothing for a resource, since reading all that it holds takes longer than the run
   * @throws the first error, also one thrown inside an `apply` or by a mock
   */
  async run<T>(program: () => T | Promise<T>): Promise<pulumi.Unwrap<T>> {
    const { failures } = this;
    const listeners = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (reason) => failures.push(reason));
    const { warn } = console;
    console.warn = (text: string) => this.warnings.push(String(text).replace(/^warning: (\[runtime\] )?/, ""));
    try {
      const stack = async () => {
        const outputs = await program();
        return pulumi.Resource.isInstance(outputs) ? undefined : outputs;
      };
      const outputs = await pulumi.runtime.runInPulumiStack(stack).catch((error: unknown) => failures.push(error));
      await pulumi.runtime.disconnect();
      await new Promise(setImmediate); // rejections are reported after the microtasks
      if (failures.length > 0) throw failures[0];
      return outputs as pulumi.Unwrap<T>;
    } finally {
      console.warn = warn;
      process.removeAllListeners("unhandledRejection");
      for (const listener of listeners) process.on("unhandledRejection", listener);
    }
  }

  async newResource(requested: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult> {
    const { type, name, inputs, custom = true } = requested;
    const { request, monitor } = registration ?? {};
    const resource = { urn: "", type, name, custom, inputs, ...(request && optionsOf(request)) } as RecordedResource;
    if (request) this.recorded.push(resource);
    if (this.options.stock) return { id: custom ? `${name}-id` : undefined, state: inputs };
    try {
      // biome-ignore lint/complexity/useLiteralKeys: TypeScript allows private members only so
      const urn = monitor && request ? monitor["newUrn"](request.getParent(), type, name) : "";
      const wire = (request?.getObject().toJavaScript() ?? inputs) as WireObject;
      const { providers = {} } = resource;
      const existing = request ? undefined : requested.id;
      const answer = await this.cloud.resource({ ...requested, custom, urn, inputs: wire, providers, id: existing }, (childUrn, child) => {
        const { id = null, state } = child;
        monitor?.resources.set(childUrn, { urn: childUrn, id, state });
        this.created.set(`${typeOf(childUrn)} ${nameOf(childUrn)}`, child);
      });
      this.created.set(`${type} ${name}`, answer);
      return { id: requested.id || answer.id, state: answer.state };
    } catch (error) {
      this.failures.push(error); // the SDK rejects with a message of its own
      throw error;
    }
  }

  call({ token, inputs, provider }: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult {
    this.invokes.push({ token, args: inputs, provider });
    if (this.options.stock) return inputs;
    try {
      return this.options.invokes?.[token]?.(inputs) ?? this.cloud.call(token, inputs, provider);
    } catch (error) {
      this.failures.push(error); // the SDK rejects with an empty message of its own
      throw error;
    }
  }

  /** Fills in values that only the monitor knows after a registration. */
  registered(type: string, name: string, urn: string): void {
    const resource = this.recorded.find((each) => each.urn === "" && each.type === type && each.name === name);
    if (resource) Object.assign(resource, { urn });
  }

  outputsRegistered(urn: string, outputs: Inputs): void {
    const resource = this.recorded.find((each) => each.urn === urn);
    if (resource) resource.outputs = outputs;
  }
}

function targetOf({ project = "eks-blueprints", stack = "test" }: MockOptions) {
  return { project, stack };
}

/** Starts a new simulated stack and discards the previous one. */
export function startMocks(options: MockOptions = {}): Mocks {
  const mocks = new Mocks(options);
  const { project, stack } = targetOf(options);
  pulumi.runtime.setAllConfig({ "aws:region": defaultRegion, ...options.config });
  void pulumi.runtime.setMocks(mocks, project, stack, options.preview ?? false);
  return mocks;
}

/** What MockMonitor passes to `newResource`, synchronously. */
let registration: { readonly request: RegisterRequest; readonly monitor: MockMonitor } | undefined;

interface RegisterRequest {
  getType(): string;
  getObject(): { toJavaScript(): unknown };
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getProvidersMap(): { forEach(visit: (reference: string, name: string) => void): void };
  getProtect(): boolean;
  getDeletebeforereplace(): boolean;
  getRetainondelete(): boolean;
  getDependenciesList(): string[];
  getIgnorechangesList(): string[];
  getTransformsList(): unknown[];
  getPropertydependenciesMap(): { forEach(visit: (value: { getUrnsList(): string[] }, key: string) => void): void };
}

function optionsOf(request: RegisterRequest): Partial<RecordedResource> {
  const propertyDependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((value, key) => {
    propertyDependencies[key] = value.getUrnsList();
  });
  const providers: Record<string, string> = {};
  request.getProvidersMap().forEach((reference, name) => {
    providers[name] = reference;
  });
  return {
    ...(request.getParent() && { parent: request.getParent() }),
    ...(request.getProvider() && { provider: request.getProvider() }),
    providers,
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    protect: request.getProtect(),
    ignoreChanges: request.getIgnorechangesList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    retainOnDelete: request.getRetainondelete(),
    transforms: request.getTransformsList().length,
  };
}

// As in the plan: what only debugging needs is most of a test's time.
const sdk = loadSdk(process.cwd());
for (const speedUp of [withoutStackTraces, withoutCallSites, withPlainStructs]) speedUp(sdk);

const { registerResource, registerResourceOutputs } = MockMonitor.prototype;

MockMonitor.prototype.registerResource = function (request: RegisterRequest, callback) {
  registration = { request, monitor: this };
  const done = registerResource.call(this, request, (error, response) => {
    if (response && this.mocks instanceof Mocks) this.mocks.registered(request.getType(), request.getName(), response.getUrn());
    callback(error, response);
  });
  registration = undefined;
  return done;
};

MockMonitor.prototype.registerResourceOutputs = function (request, callback) {
  if (this.mocks instanceof Mocks) {
    this.mocks.outputsRegistered(request.getUrn(), pulumi.runtime.deserializeProperties(request.getOutputs()));
  }
  registerResourceOutputs.call(this, request, callback);
};
