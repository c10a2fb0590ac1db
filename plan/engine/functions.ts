// Functions of providers: `invoke` (data sources) and `call` (methods of components).
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { RegisterPackageRequest, ResourceCallRequest, ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Reference, SimulationError, type Value, type Values } from "../types";
import { readStackReference } from "./builtins";
import type { Callbacks } from "./callbacks";
import type { Deployment } from "./deployment";
import { messageOf } from "./errors";
import type { PackageRequest } from "./goal";
import { dependenciesOf } from "./output-values";
import type { Sdk } from "./sdk";
import { packageOf } from "./urn";
import { decodeAll, revealAll, type WireObject } from "./values";

interface Versioned {
  getVersion(): string;
  getPlugindownloadurl(): string;
  getPackageref(): string;
}

export class Functions {
  readonly transforms: Callback[] = [];
  private readonly packages = new Map<string, PackageRequest>();

  constructor(
    private readonly sdk: Sdk,
    private readonly deployment: Deployment,
    private readonly callbacks: Callbacks,
  ) {}

  /** Parameterized packages have their own name and version in addition to those of the plugin that serves them. */
  registerPackage(request: RegisterPackageRequest): string {
    const { name, version } = request.getParameterization()?.toObject() ?? { name: request.getName(), version: request.getVersion() };
    const reference = `${name}@${version}`;
    this.packages.set(reference, { name, version, pluginDownloadUrl: request.getDownloadUrl() });
    return reference;
  }

  packageOf(token: string, request: Versioned): PackageRequest {
    const named = { name: packageOf(token), version: request.getVersion(), pluginDownloadUrl: request.getPlugindownloadurl() };
    return this.packages.get(request.getPackageref()) ?? named;
  }

  async invoke(request: ResourceInvokeRequest): Promise<Values> {
    const token = request.getTok();
    let args = (request.getArgs()?.toJavaScript() ?? {}) as WireObject;
    let options = new this.sdk.messages.TransformInvokeOptions();
    options.setProvider(request.getProvider());
    options.setVersion(request.getVersion());
    options.setPluginDownloadUrl(request.getPlugindownloadurl());
    for (const transform of this.transforms) ({ args, options } = await this.callbacks.transformInvoke(transform, token, args, options));
    const named = { ...this.packageOf(token, request), ...(options.getVersion() && { version: options.getVersion() }) };
    return this.result(token, revealAll(decodeAll(args)), options.getProvider(), named);
  }

  private result(token: string, args: Values, reference: string, named: PackageRequest): Values {
    const { simulation, preview, directory } = this.deployment.options;
    if (token === "pulumi:pulumi:getResource") return this.getResource(args.urn ?? null);
    if (token.startsWith("pulumi:pulumi:readStack")) return readStackReference(args.name ?? args.stackName ?? null, preview);
    const provider = this.deployment.providerInputs(reference || this.deployment.defaultProvider(named, token));
    try {
      return simulation.invoke({ token, args, provider, preview, directory });
    } catch (error) {
      throw new SimulationError(`invocation of ${token} returned an error: ${messageOf(error)}`);
    }
  }

  /** The function that turns a reference to a resource into the resource. */
  private getResource(urn: Value): Values {
    const state = this.deployment.resources.get(String(urn));
    if (!state) throw new SimulationError(`unknown resource ${String(urn)}`);
    return { urn, id: typeof state.id === "string" ? state.id : "", provider: state.provider ?? "", state: state.outputs };
  }

  /** The result, and its dependencies: the resource and the arguments. Never resolves for a refused resource. */
  async call(request: ResourceCallRequest): Promise<{ values: Values; dependencies: string[] }> {
    const { simulation, preview, directory } = this.deployment.options;
    const token = request.getTok();
    const wire = (request.getArgs()?.toJavaScript() ?? {}) as WireObject;
    const args = revealAll(decodeAll(wire));
    const self = args.__self__ instanceof Reference ? args.__self__.urn : undefined;
    if (self && this.deployment.resources.get(self)?.failed) return new Promise(() => {});
    const named = this.packageOf(token, request);
    const reference =
      request.getProvider() || this.deployment.inheritedProvider(self, named.name) || this.deployment.defaultProvider(named, token);
    try {
      const values = simulation.call({ token, args, provider: this.deployment.providerInputs(reference), preview, directory });
      return { values, dependencies: [...dependenciesOf(wire, new Set(self ? [self] : []))] };
    } catch (error) {
      throw new SimulationError(`call to function '${token}' failed: ${messageOf(error)}`);
    }
  }
}
