// Options of a registration, in the message that transforms receive, for the program and for simulated components.
import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { ChildRequest } from "../types";
import type { Goal, State } from "./goal";
import type { Sdk } from "./sdk";
import type { Alias } from "./urn";

export function optionsOf(sdk: Sdk, request: RegisterResourceRequest): TransformResourceOptions {
  const options = new sdk.messages.TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList([...request.getAliasurnsList().map((urn) => new sdk.aliases.Alias().setUrn(urn)), ...request.getAliasesList()]);
  options.setProvider(request.getProvider());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setDeletedWith(request.getDeletedwith());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  if (request.hasProtect()) options.setProtect(request.getProtect()!);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete()!);
  if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  const providers = options.getProvidersMap();
  for (const [name, reference] of request.getProvidersMap().entries()) providers.set(name, reference);
  // Older SDKs of foreign programs lack it.
  options.setImport?.(request.getImportid());
  options.setReplaceWithList?.(request.getReplaceWithList?.() ?? []);
  options.setHooks?.(request.getHooks?.());
  return options;
}

export function optionsOfChild(sdk: Sdk, child: ChildRequest): TransformResourceOptions {
  const options = new sdk.messages.TransformResourceOptions();
  options.setDependsOnList([...(child.dependencies ?? [])]);
  options.setIgnoreChangesList([...(child.ignoreChanges ?? [])]);
  options.setProvider(child.provider ?? "");
  return options;
}

/** Options that a child inherits (inheritFromParent in source_eval.go). The deployment handles providers. */
export function inherit(options: TransformResourceOptions, parent: State | undefined): void {
  if (!parent) return;
  const { protect, retainOnDelete, deletedWith } = parent.goal;
  if (!options.hasProtect() && protect !== undefined) options.setProtect(protect);
  if (!options.hasRetainOnDelete() && retainOnDelete !== undefined) options.setRetainOnDelete(retainOnDelete);
  if (!options.getDeletedWith() && deletedWith) options.setDeletedWith(deletedWith);
}

/** The part of a goal that comes from options. */
export function goalOptions(options: TransformResourceOptions) {
  return {
    ...(options.getProvider() && { provider: options.getProvider() }),
    providers: Object.fromEntries(options.getProvidersMap().entries()),
    ...(options.hasProtect() && { protect: options.getProtect() }),
    ...(options.hasRetainOnDelete() && { retainOnDelete: options.getRetainOnDelete() }),
    ...(options.hasDeleteBeforeReplace() && { deleteBeforeReplace: options.getDeleteBeforeReplace() }),
    ...(options.getDeletedWith() && { deletedWith: options.getDeletedWith() }),
    ...(options.getImport?.() && { importID: options.getImport() }),
    ignoreChanges: options.getIgnoreChangesList(),
    replaceOnChanges: options.getReplaceOnChangesList(),
    additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
    aliases: options.getAliasesList().map(aliasOf),
    customTimeouts: timeoutsOf(options),
    replaceWith: options.getReplaceWithList?.() ?? [],
    resourceHooks: hooksOf(options),
  } satisfies Partial<Goal>;
}

function aliasOf(alias: AliasMessage): Alias {
  const spec = alias.getSpec();
  if (!spec) return { urn: alias.getUrn() };
  return {
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parent: spec.getParenturn(),
    noParent: spec.getNoparent(),
  };
}

function timeoutsOf(options: TransformResourceOptions): Record<string, number> {
  // "delete" is a reserved word, so the message calls it pb_delete.
  const timeouts = Object.entries(options.getCustomTimeouts()?.toObject() ?? {});
  return Object.fromEntries(timeouts.flatMap(([step, text]) => (text ? [[step.replace("pb_", ""), secondsOf(text)]] : [])));
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** Go's format of durations: `1h30m`. */
function secondsOf(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)(h|ms|m|s|us|µs|ns)/g)];
  if (parts.map(([part]) => part).join("") !== text) throw new Error(`unable to parse customTimeout value ${text}`);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
}

function hooksOf(options: TransformResourceOptions): Record<string, string[]> {
  const hooks: Record<string, string[]> = { ...options.getHooks?.()?.toObject() };
  const named = Object.entries(hooks).map(([key, names]) => [key[0]!.toUpperCase() + key.slice(1).replace(/List$/, ""), names] as const);
  return Object.fromEntries(named.filter(([, names]) => names.length > 0));
}
