// The simulated AWS: inputs of a resource in, its id and outputs out.
import { type ReadRequest, type ResourceRequest, UNKNOWN, type Value, type Values } from "../types";
import { ec2Rules } from "./aws/ec2";
import { eksRules } from "./aws/eks";
import { Inventor } from "./aws/invent";
import { physicalName } from "./aws/names";
import { allTags, arn, placeOf, uuid } from "./aws/place";
import { serviceRules } from "./aws/services";
import type { Rule, Rules, Subject } from "./aws/subject";
import { checkInputs } from "./schema/check";
import { type Declaration, declarationOf } from "./schema/declarations";
import type { Shape } from "./schema/type-expression";
import { hasUnknown, plainValues, refuse, unveil, veil } from "./values";

const rules: Rules = { ...ec2Rules, ...eksRules, ...serviceRules };

interface Made {
  readonly id: Value;
  readonly outputs: Values;
}

/** What is simulated so far, by id: data sources answer from it. */
export type Known = (id: string) => Values | undefined;

/**
 * Creates a resource.
 * @throws SimulationError for inputs that the provider would refuse
 */
export function awsResource(request: ResourceRequest, known: Known): Made {
  const { type, name, urn, preview, directory } = request;
  const declaration = declarationOf(type, directory) ?? refuse(`${type}: @pulumi/aws has no such resource`);
  const { args, outputs: declared } = declaration;
  checkInputs(type, request.inputs, declaration);
  const given = plainValues(request.inputs);
  const named = physicalName(type, name, urn, given, args);
  const inputs: Values = named ? { ...given, [named.property]: named.value } : given;
  if (preview) return { id: UNKNOWN, outputs: { ...inputs, ...unknowns(declared, inputs) } };
  return create(request, { declaration, inputs: veil(inputs), veiled: hasUnknown(inputs), physical: named?.value, known });
}

interface Creation {
  readonly declaration: Declaration;
  readonly inputs: Values;
  /** Whether something among them is not known. */
  readonly veiled: boolean;
  readonly physical: Value | undefined;
  readonly known: Known;
}

function create({ type, name, urn, provider }: ResourceRequest, { declaration, inputs, veiled, physical, known }: Creation): Made {
  const { args, outputs: declared, types } = declaration;
  const place = placeOf(provider, inputs);
  const subject: Subject = {
    type,
    seed: urn,
    name: physical === undefined ? name : String(veil(physical)),
    place,
    inputs,
    text: textOf(inputs),
    known,
  };
  const rule = rules[type] ?? generic(declared);
  const id = rule.id(subject);
  const ruled = { ...inputs, ...present(rule.outputs?.(subject, id) ?? {}), ...common(subject, declared, provider) };
  const inventor = new Inventor(types, urn, subject.name, serviceOf(type), place);
  const outputs = inventor.complete(ruled, declared, args);
  return veiled ? { id: unveil(id), outputs: unveil(outputs) } : { id, outputs };
}

/** Outputs that many types have. */
function common({ place, inputs }: Subject, declared: Shape, provider: Values): Values {
  const values: Record<string, Value> = {};
  if (declared.properties.has("region")) values.region = place.region;
  if (declared.properties.has("tagsAll")) values.tagsAll = allTags(provider, inputs.tags);
  return values;
}

function unknowns(declared: Shape, inputs: Values): Values {
  const missing = [...declared.properties].filter(([property, { optional }]) => !optional && inputs[property] === undefined);
  return Object.fromEntries(missing.map(([property]) => [property, UNKNOWN]));
}

/** A type that no rule knows: its name, or else a UUID, as id, and an ARN in the common form. */
function generic(declared: Shape): Rule {
  return {
    id: ({ inputs, name, seed }) => (inputs.name === undefined ? uuid(seed) : name),
    outputs: ({ type, place, name }) =>
      declared.properties.has("arn") ? { arn: arn(place, serviceOf(type), `${kindOf(type)}/${name}`) } : {},
  };
}

function textOf(inputs: Values): (property: string) => string {
  return (property) => String(inputs[property] ?? "");
}

function serviceOf(type: string): string {
  return type.split(":")[1]!.split("/")[0]!;
}

function kindOf(type: string): string {
  return type.split("/").at(-1)!.split(":")[0]!;
}

function present(values: Readonly<Record<string, Value | undefined>>): Values {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

/** What a look at an existing resource answers: what the program says of it, and the rest made up. */
export function awsRead({ type, id, inputs, directory, provider }: ReadRequest): Values {
  const declaration = declarationOf(type, directory) ?? refuse(`${type}: @pulumi/aws has no such resource`);
  const given = plainValues(inputs);
  const place = placeOf(provider, given);
  const subject: Subject = { type, seed: id, name: id, place, inputs: veil(given), text: textOf(veil(given)), known: () => undefined };
  const rule = rules[type] ?? generic(declaration.outputs);
  const ruled = {
    ...(declaration.outputs.properties.has("name") ? { name: id } : {}),
    ...subject.inputs,
    ...present(rule.outputs?.(subject, id) ?? {}),
  };
  const inventor = new Inventor(declaration.types, id, id, serviceOf(type), place);
  return unveil(inventor.complete({ ...ruled, ...common(subject, declaration.outputs, provider) }, declaration.outputs, declaration.args));
}
