// What a provider's SDK declares about a resource: its arguments, its outputs, and the nested types behind them. Everything read is kept.

import { readMembers, type Shape, type Type } from "../../../components/util/sdk-types/type-expression";
import { bodyAfter, classFile, namespaceText, packageFile, type Sdk, sdkOf } from "./sources";

/** A resource type as its SDK declares it. */
export interface Declaration {
  readonly args: Shape;
  readonly outputs: Shape;
  /** Reads nested types of the same package. */
  readonly types: NestedTypes;
}

const declarations = new Map<string, Declaration | undefined>();

/** The declaration of a resource type such as `aws:ec2/subnet:Subnet`; nothing where its SDK declares no such class. */
export function declarationOf(type: string, directory: string): Declaration | undefined {
  const key = `${directory}\0${type}`;
  if (!declarations.has(key)) declarations.set(key, read(type, directory));
  return declarations.get(key);
}

function read(type: string, directory: string): Declaration | undefined {
  const [provider = "", module = "", name = ""] = type.startsWith("pulumi:providers:")
    ? [type.slice(17), "index", "Provider"]
    : type.split(":");
  const sdk = sdkOf(provider, directory);
  const source = sdk && classFile(sdk, folderOf(provider, module), name);
  if (!sdk || !source) return undefined;
  const args = bodyAfter(source, `export interface ${name}Args {`);
  const outputs = bodyAfter(source, `export declare class ${name} extends `);
  return {
    args: readMembers(args ?? ""),
    outputs: readMembers(outputs ?? ""),
    types: new NestedTypes(sdk, directory),
  };
}

/** Shape of what a data source such as `aws:ec2/getVpc:getVpc` answers. */
export function resultOf(token: string, directory: string): { readonly shape: Shape; readonly types: NestedTypes } | undefined {
  const [provider = "", module = "", name = ""] = token.split(":");
  const sdk = sdkOf(provider, directory);
  const source = sdk && classFile(sdk, folderOf(provider, module), name);
  const body = source && bodyAfter(source, `export interface ${name[0]!.toUpperCase()}${name.slice(1)}Result {`);
  return sdk && body !== undefined ? { shape: readMembers(body ?? ""), types: new NestedTypes(sdk, directory) } : undefined;
}

/** `ec2/subnet` is in `ec2`, `rbac.authorization.k8s.io/v1` in `rbac/v1`, `index` at the root. */
function folderOf(provider: string, module: string): string {
  const [group = "", version] = module.split("/");
  if (group === "index") return "";
  return provider === "kubernetes" ? `${group.split(".")[0]}/${version ?? ""}` : group;
}

/** Nested types of one SDK package, read on demand. */
export class NestedTypes {
  private readonly seen = seenOf(this.sdk);

  constructor(
    private readonly sdk: Sdk,
    private readonly directory: string,
  ) {}

  /** What a name such as `inputs.ec2.RouteTableRoute` stands for. */
  resolve(name: string): Type {
    let type = this.seen.get(name);
    if (!type) {
      type = this.read(name);
      this.seen.set(name, type);
    }
    return type;
  }

  private read(name: string): Type {
    const [root = "", ...rest] = name.split(".");
    if (root.startsWith("pulumi")) return this.foreign(root, rest);
    if (root === "enums") return this.enumeration(rest);
    const shape = this.shape(root === "inputs" ? "input" : "output", rest);
    return shape ? { kind: "object", shape } : { kind: "any" };
  }

  /** `pulumiAws.types.input.eks.Foo`: a type of another SDK package. */
  private foreign(root: string, [, file, ...rest]: readonly string[]): Type {
    const sdk = sdkOf(root.slice("pulumi".length).toLowerCase(), this.directory);
    if (!sdk) return { kind: "any" };
    const roots: Record<string, string> = { input: "inputs", output: "outputs", enums: "enums" };
    return qualified(new NestedTypes(sdk, this.directory).resolve([roots[file ?? ""], ...rest].join(".")), root);
  }

  private enumeration(path: readonly string[]): Type {
    const name = path.at(-1)!;
    const source = packageFile(this.sdk, ["types/enums", ...path.slice(0, -1), "index.d.ts"].join("/"));
    const body = source && bodyAfter(source, `export declare const ${name}: {`);
    if (!body) return { kind: "string" };
    return { kind: "union", members: [...readMembers(body).properties.values()].map(({ type }) => type) };
  }

  private shape(file: "input" | "output", path: readonly string[]): Shape | undefined {
    const name = path.at(-1)!;
    const namespaces = path.slice(0, -1);
    let source = namespaceText(this.sdk, file, namespaces[0] ?? "");
    for (const namespace of namespaces.slice(1)) source = source && inner(source, namespace);
    const body = source && bodyAfter(source, `interface ${name} {`);
    return body === undefined || body === "" ? undefined : readMembers(body);
  }
}

const seenBySdk = new Map<string, Map<string, Type>>();
function seenOf(sdk: Sdk): Map<string, Type> {
  if (!seenBySdk.has(sdk.root)) seenBySdk.set(sdk.root, new Map());
  return seenBySdk.get(sdk.root)!;
}

/** Text of a namespace within another. */
function inner(source: string, namespace: string): string | undefined {
  const start = source.indexOf(`\n    namespace ${namespace} {`);
  return start < 0 ? undefined : source.slice(start, source.indexOf("\n    }", start));
}

/** The same type with its own nested names marked as another package's. */
function qualified(type: Type, root: string): Type {
  switch (type.kind) {
    case "named":
      return type.name.startsWith("pulumi")
        ? type
        : {
            kind: "named",
            name: type.name.replace(/^(input|output|enum)s\./, (_, file) => `${root}.types.${file === "enum" ? "enums" : file}.`),
          };
    case "union":
      return { kind: "union", members: type.members.map((member) => qualified(member, root)) };
    case "list":
    case "map":
      return { ...type, element: qualified(type.element, root) };
    case "object": {
      const properties = [...type.shape.properties].map(
        ([name, property]) => [name, { ...property, type: qualified(property.type, root) }] as const,
      );
      return { kind: "object", shape: { ...type.shape, properties: new Map(properties) } };
    }
    default:
      return type;
  }
}
