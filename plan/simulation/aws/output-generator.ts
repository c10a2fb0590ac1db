// Values of outputs without a rule: deterministic, in the form that their names and types suggest.

import { isRecord } from "../../../components/util/is-record";
import type { Shape, Type } from "../../../components/util/sdk-types/type-expression";
import type { Value, Values } from "../../types";
import { isList } from "../../types";
import type { NestedTypes } from "../schema/declarations";
import { account, arn, created, ec2Id, uuid } from "./place";
import type { Subject } from "./subject";

/** Prefix of EC2's ids by the noun in a property's name. */
const idPrefixes: Readonly<Record<string, string>> = {
  vpc: "vpc",
  subnet: "subnet",
  securityGroup: "sg",
  routeTable: "rtb",
  networkInterface: "eni",
  networkAcl: "acl",
  internetGateway: "igw",
  natGateway: "nat",
  prefixList: "pl",
  allocation: "eipalloc",
  association: "eipassoc",
  volume: "vol",
  snapshot: "snap",
  instance: "i",
  image: "ami",
  dhcpOptions: "dopt",
  transitGateway: "tgw",
  vpcEndpoint: "vpce",
  launchTemplate: "lt",
};

export class OutputGenerator {
  /**
   * @param service in ARNs
   * @param modeled whether a rule describes the type: then outputs that it omits stay empty, as with the provider, instead of being
   * generated
   */
  constructor(
    private readonly types: NestedTypes,
    private readonly subject: Pick<Subject, "seed" | "name" | "place">,
    private readonly service: string,
    private readonly modeled: boolean,
  ) {}

  /**
   * The given outputs, completed with every declared property that always has a value, at any depth.
   * @param inputs declared inputs: a list that is an optional input is empty, any other list has one element
   */
  complete(given: Values, { properties }: Shape, inputs?: Shape, path = ""): Values {
    const filled: Record<string, Value> = { ...given };
    for (const [property, { type, optional }] of properties) {
      const value = given[property];
      const where = path === "" ? property : `${path}.${property}`;
      if (value !== undefined && value !== null) filled[property] = this.within(value, type, where);
      else if (!optional) {
        const invented = this.value(type, where, inputs?.properties.has(property) ?? false);
        if (invented !== undefined) filled[property] = invented;
      }
    }
    return filled;
  }

  private within(value: Value, type: Type, path: string): Value {
    const resolved = type.kind === "named" ? this.types.resolve(type.name) : type;
    if (resolved.kind === "object" && isRecord(value)) return this.complete(value, resolved.shape, resolved.shape, path);
    if (resolved.kind === "list" && isList(value))
      return value.map((item, index) => this.within(item, resolved.element, `${path}.${index}`));
    return value;
  }

  private value(type: Type, path: string, couldBeGiven: boolean): Value | undefined {
    switch (type.kind) {
      case "named":
        return this.value(this.types.resolve(type.name), path, couldBeGiven);
      case "union":
        return this.value(type.members[0] ?? { kind: "string" }, path, couldBeGiven);
      case "literal":
        return type.value;
      case "number":
        return 0;
      case "boolean":
        return false;
      case "list":
        return couldBeGiven ? [] : [this.value(type.element, path, false) ?? null];
      case "object":
        if (this.modeled && couldBeGiven) return undefined; // the provider has such a block only if AWS returns one
        return this.complete({}, type.shape, undefined, path);
      case "map":
      case "any":
        return {};
      default:
        return this.text(path, couldBeGiven);
    }
  }

  private text(path: string, couldBeGiven: boolean): string {
    const { seed, name, place } = this.subject;
    const { form, noun } = formOf(path);
    if (form === "region") return place.region;
    if (form === "account") return account;
    if (form === "prefix" || (this.modeled && (couldBeGiven || form === "name"))) return "";
    switch (form) {
      case "arn":
        return arn(place, this.service, `${noun || "resource"}/${name}`);
      case "id":
        return idPrefixes[noun] ? ec2Id(idPrefixes[noun], `${seed} ${path}`) : uuid(`${seed} ${path}`);
      case "time":
        return created;
      default:
        return `${name}-${path.replaceAll(".", "-")}`;
    }
  }
}

interface Form {
  /** `prefix`: of a name that is not formed from one. */
  readonly form: "region" | "account" | "arn" | "id" | "time" | "prefix" | "name";
  /** The resource type of an ID or an ARN. */
  readonly noun: string;
}

const forms = new Map<string, Form>();

/** The kind of string in a property, by its name. */
function formOf(path: string): Form {
  let form = forms.get(path);
  if (!form) {
    const property = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path;
    form = { form: kindOf(property), noun: property.replace(/(Id|Arn|^id|^arn)s?$/, "") };
    forms.set(path, form);
  }
  return form;
}

function kindOf(property: string): Form["form"] {
  if (property === "region") return "region";
  if (/^(ownerId|accountId|registryId)$/.test(property)) return "account";
  if (/(^n|N)amePrefix$/.test(property)) return "prefix";
  if (/(^a|A)rns?$/.test(property)) return "arn";
  if (/(^i|I)ds?$/.test(property)) return "id";
  return /(At|Date|Time)$/.test(property) ? "time" : "name";
}
