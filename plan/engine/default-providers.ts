// Default providers: the engine creates one per package and version (pkg/resource/deploy/default_providers.go).
import { createRequire } from "node:module";
import { Secret, SimulationError, type Value, type Values } from "../types";
import type { DeploymentOptions, PackageRequest } from "./goal";

/** Name of a package's default provider: `default_7_48_0` (ProviderRequest.DefaultName in providers/provider.go). */
export function defaultName({ version, pluginDownloadUrl }: PackageRequest): string {
  const parts = ["default"];
  if (version) parts.push(version.replace(/[.+-]/g, "_"));
  if (pluginDownloadUrl) parts.push(pluginDownloadUrl.replace(/\/$/, "").replace(/[^A-Za-z0-9_.]/g, "_"));
  return parts.join("_");
}

/** If a request has no version, that of the installed SDK, as the language host reports it to the engine. */
export function withVersion(request: PackageRequest, directory: string): PackageRequest {
  if (request.version || request.name.startsWith("pulumi")) return request;
  try {
    const { version } = createRequire(`${directory}/`)(`@pulumi/${request.name}/package.json`) as { version: string };
    return { ...request, version };
  } catch {
    return request;
  }
}

/** Configuration that is secret according to the schema of the AWS provider, even if it is not encrypted in the stack file. */
const providerSecrets = /^aws:(config:)?(secretKey|token|assumeRoleWithWebIdentity)$/;

/**
 * Inputs of a default provider: the stack's configuration of its package, and the plugin version. The provider of dynamic resources gets
 * the whole configuration (GetPackageConfig in pkg/resource/deploy/target.go).
 */
export function defaultInputs({ name, version, pluginDownloadUrl }: PackageRequest, { config, secretKeys }: DeploymentOptions): Values {
  const inputs: Record<string, Value> = {};
  const isDynamic = name === "pulumi-nodejs";
  for (const [key, value] of Object.entries(config)) {
    const property = isDynamic ? key : key.startsWith(`${name}:`) && key.slice(name.length + 1).replace(/^config:/, "");
    if (property) inputs[property] = secretKeys.includes(key) || providerSecrets.test(key) ? new Secret(value) : value;
  }
  if (version) inputs.version = version;
  if (pluginDownloadUrl) inputs.pluginDownloadURL = pluginDownloadUrl;
  return inputs;
}

/** `pulumi:disable-default-providers` requires an explicit provider for each resource. */
export function refuseIfDisabled({ name }: PackageRequest, type: string, { config }: DeploymentOptions): void {
  const disabled: string[] = name === "pulumi" ? [] : JSON.parse(config["pulumi:disable-default-providers"] || "[]");
  if (disabled.some((entry) => entry.trim() === "*" || entry.trim() === name))
    throw new SimulationError(`Default provider for '${name}' disabled. '${type}' must use an explicit provider.`);
}
