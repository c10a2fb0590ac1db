// Names of resources, as the engine forms them (sdk/go/common/resource/urn/urn.go, step_generator.go, providers/provider.go).
import { createHash } from "node:crypto";

export const STACK_TYPE = "pulumi:pulumi:Stack";

export interface Target {
  readonly project: string;
  readonly stack: string;
}

/** Type with those of its parents: `a:b:Parent$c:d:Child`. */
export const qualifiedTypeOf = (urn: string) => urn.split("::")[2]!;
export const typeOf = (urn: string) => qualifiedTypeOf(urn).split("$").at(-1)!;
/** A name may contain `::`. */
export const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

export function urnOf({ project, stack }: Target, parent: string | undefined, type: string, name: string): string {
  const parentType = parent && qualifiedTypeOf(parent);
  return `urn:pulumi:${stack}::${project}::${parentType && parentType !== STACK_TYPE ? `${parentType}$` : ""}${type}::${name}`;
}

/** An identifier that looks random and is always the same for a seed. */
export function uuidOf(text: string): string {
  const hash = createHash("sha256").update(text).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

export const packageOf = (type: string) => type.split(":")[0]!;

const PROVIDER = "pulumi:providers:";
export const isProvider = (type: string) => type.startsWith(PROVIDER);
/** The package that a provider resource serves. */
export const packageOfProvider = (type: string) => type.slice(PROVIDER.length);
export const providerType = (name: string) => PROVIDER + name;
/** `<urn>::<id>`. */
export const urnOfReference = (reference: string) => reference.slice(0, reference.lastIndexOf("::"));
export const packageOfReference = (reference: string) => packageOfProvider(typeOf(urnOfReference(reference)));

export interface Alias {
  /** Replaces all other fields. */
  readonly urn?: string;
  readonly name?: string;
  readonly type?: string;
  readonly stack?: string;
  readonly project?: string;
  readonly parent?: string;
  readonly noParent?: boolean;
}

/** Every earlier URN of a resource, from its own aliases and those of its parent (generateAliases in step_generator.go). */
export function aliasUrns(
  target: Target,
  resource: { readonly type: string; readonly name: string; readonly parent?: string; readonly aliases: readonly Alias[] },
  parentAliases: readonly string[],
): string[] {
  const { type, name, parent } = resource;
  const own = resource.aliases.map((alias) => {
    if (alias.urn) return alias.urn;
    const at = { project: alias.project || target.project, stack: alias.stack || target.stack };
    const aliasParent = alias.noParent ? undefined : alias.parent || parent;
    return urnOf(at, aliasParent, alias.type || type, alias.name || name);
  });
  const candidates = [{ type, name }, ...own.map((urn) => ({ type: typeOf(urn), name: nameOf(urn) }))];
  const inherited = parentAliases.flatMap((parentAlias) =>
    candidates.map((child) => urnOf(target, parentAlias, child.type, renamed(child.name, nameOf(parent!), nameOf(parentAlias)))),
  );
  return [...new Set([...own, ...inherited])];
}

/** Names of children usually start with the name of their parent, so a parent's old name is a prefix of theirs. */
const renamed = (name: string, parentName: string, oldParentName: string) =>
  name.startsWith(parentName) ? oldParentName + name.slice(parentName.length) : name;
