// Harness for unit tests with Pulumi's mocks: runs a program in a simulated stack, waits until everything has settled, and records the registered
// resources. Stock mocks hide parents, dependencies and options from tests, so MockMonitor is wrapped to show them.
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { type Inputs, simulatedId, simulatedInvokes, simulatedOutputs } from "./simulated-outputs";

export type { Inputs };

/** A registered resource. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: Inputs;
  /** URN of the parent; absent for the stack itself. */
  readonly parent?: string;
  /** URNs of all dependencies, from `dependsOn` and from inputs. */
  readonly dependencies: readonly string[];
  /** URNs of the dependencies of each input. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** `<urn>::<id>` of an explicit provider. */
  readonly provider?: string;
  /** `<urn>::<id>` of the explicit providers of a component, by package. */
  readonly providers: Readonly<Record<string, string>>;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** Whether it stays in the cloud when it is removed from the stack. */
  readonly retainOnDelete: boolean;
  /** The number of transforms for its children. Mocks run none. */
  readonly transforms: number;
  /** The registered outputs of a component; absent if `registerOutputs` was never called. */
  outputs?: Inputs;
}

export interface MockOptions {
  /** Plain stock mocks, as users of the package use them: outputs are only the inputs, so those of remote components are undefined. */
  readonly stock?: boolean;
  readonly preview?: boolean;
  readonly project?: string;
  readonly stack?: string;
  /** Stack config, keys with their namespace such as `aws:region`. */
  readonly config?: Record<string, string>;
  /** Additional or different outputs by type. */
  readonly outputs?: Readonly<Record<string, (resource: { readonly name: string; readonly inputs: Inputs }) => Inputs>>;
  /** Results of invokes by token; an unknown token is an error. */
  readonly invokes?: Readonly<Record<string, (args: Inputs) => Inputs>>;
}

/** All resources of a run, in the order of registration. */
export class Resources {
  constructor(readonly all: readonly RecordedResource[]) {}

  ofType(type: string): readonly RecordedResource[] {
    return this.all.filter((resource) => resource.type === type);
  }

  /** The only resource with this name, and with this type if the name is not unique. */
  named(name: string, type?: string): RecordedResource {
    return this.one(
      (resource) => resource.name === name && (type === undefined || resource.type === type),
      `${type ?? "resource"} named ${name}`,
    );
  }

  /** The only resource of a type. */
  only(type: string): RecordedResource {
    return this.one((resource) => resource.type === type, type);
  }

  childrenOf(parent: RecordedResource): readonly RecordedResource[] {
    return this.all.filter((resource) => resource.parent === parent.urn);
  }

  /** Whether a resource waits for another one, directly or indirectly, or because a component that contains it waits. */
  waitsFor(later: RecordedResource, earlier: RecordedResource, seen = new Set<string>()): boolean {
    if (seen.has(later.urn)) return false;
    seen.add(later.urn);
    return [...later.dependencies, later.parent].some((urn) => {
      if (urn === earlier.urn) return true;
      const next = this.all.find((resource) => resource.urn === urn);
      return next !== undefined && this.waitsFor(next, earlier, seen);
    });
  }

  private one(matches: (resource: RecordedResource) => boolean, what: string): RecordedResource {
    const found = this.all.filter(matches);
    if (found.length === 1) return found[0]!;
    throw new Error(`${found.length} of ${what} among:\n${this.all.map(({ type, name }) => `${type} ${name}`).join("\n")}`);
  }
}

export interface RecordedInvoke {
  readonly token: string;
  readonly args: Inputs;
  readonly provider?: string;
}

/** A simulated stack. */
export class Mocks implements pulumi.runtime.Mocks {
  readonly invokes: RecordedInvoke[] = [];
  /** Messages passed to `pulumi.log.warn`. */
  readonly warnings: string[] = [];
  private readonly recorded: RecordedResource[] = [];
  private readonly failures: unknown[] = [];

  constructor(private readonly options: MockOptions) {}

  get resources(): Resources {
    return new Resources(this.recorded.filter(({ type }) => type !== pulumi.runtime.rootPulumiStackTypeName));
  }

  /**
   * Runs a program in the stack and waits until all registrations have settled.
   * @returns the result of the program, with resolved outputs
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
      const outputs = await pulumi.runtime.runInPulumiStack(async () => program()).catch((error: unknown) => failures.push(error));
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

  newResource({ type, name, inputs, custom }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
    const request = registration;
    const own = this.options.outputs?.[type]?.({ name, inputs });
    const id = custom === false ? undefined : (own?.id ?? simulatedId(type, name, inputs));
    const resource = { urn: "", type, name, custom: custom !== false, inputs, ...(request && optionsOf(request)) } as RecordedResource;
    if (request) this.recorded.push(resource);
    const state = this.options.stock ? inputs : { ...simulatedOutputs(type, name, inputs, custom !== false), ...own };
    return { id, state };
  }

  call({ token, inputs, provider }: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult {
    this.invokes.push({ token, args: inputs, provider });
    if (this.options.stock) return inputs;
    const answer = this.options.invokes?.[token] ?? simulatedInvokes[token];
    if (answer) return answer(inputs);
    const unanswered = new Error(`no mock answers ${token}`);
    this.failures.push(unanswered); // the SDK rejects with an empty message
    throw unanswered;
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

/** Starts a new simulated stack and discards the previous one. */
export function startMocks(options: MockOptions = {}): Mocks {
  const mocks = new Mocks(options);
  pulumi.runtime.setAllConfig({ "aws:region": "eu-west-1", ...options.config });
  void pulumi.runtime.setMocks(mocks, options.project ?? "eks-blueprints", options.stack ?? "test", options.preview ?? false);
  return mocks;
}

/** The request that MockMonitor passes to `newResource`, synchronously. */
let registration: RegisterRequest | undefined;

interface RegisterRequest {
  getType(): string;
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

const { registerResource, registerResourceOutputs } = MockMonitor.prototype;

MockMonitor.prototype.registerResource = function (request: RegisterRequest, callback) {
  registration = request;
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
