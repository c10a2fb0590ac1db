// The simulated AWS: from the inputs of a resource to its ID and outputs.

import type { Shape } from "../../components/util/sdk-types/type-expression";
import { physicalName } from "../resource-types/names";
import { type ReadRequest, type ResourceRequest, UNKNOWN, type Value, type Values } from "../types";
import { domainRules } from "./aws/domains";
import { ec2Rules } from "./aws/ec2";
import { eksRules } from "./aws/eks";
import { fsxRules } from "./aws/fsx";
import { hybridNodeRules } from "./aws/hybrid-nodes";
import { imageCacheRules } from "./aws/image-cache";
import { latticeRules } from "./aws/lattice";
import { monitoringRules } from "./aws/monitoring";
import { OutputGenerator } from "./aws/output-generator";
import { allTags, arn, placeOf, uuid } from "./aws/place";
import { serviceRules } from "./aws/services";
import { storageRules } from "./aws/storage";
import type { Rule, Rules, Subject } from "./aws/subject";
import { checkInputs } from "./schema/check";
import { type Declaration, declarationOf } from "./schema/declarations";
import { type SimulatedResource, StateStore } from "./state-store";
import { hasUnknown, plainValues, present, refuse, unveil, veil } from "./values";

const rules: Rules = {
  ...ec2Rules,
  ...eksRules,
  ...hybridNodeRules,
  ...imageCacheRules,
  ...serviceRules,
  ...domainRules,
  ...monitoringRules,
  ...storageRules,
  ...fsxRules,
  ...latticeRules,
};

/**
 * Creates a resource.
 * @throws SimulationError for inputs that the provider would reject
 */
export function awsResource(request: ResourceRequest, states: StateStore): SimulatedResource {
  const { type, name, urn, preview, directory, provider } = request;
  const declaration = declared(type, directory);
  checkInputs(type, request.inputs, declaration);
  const given = plainValues(request.inputs);
  const named = physicalName(type, name, urn, given, declaration.args);
  const inputs: Values = named ? { ...given, [named.property]: named.value } : given;
  if (preview) return { id: UNKNOWN, outputs: { ...inputs, ...unknowns(declaration.outputs, inputs) } };
  const subject = subjectOf(type, urn, named ? String(veil(named.value)) : name, provider, veil(inputs), states);
  const id = ruleOf(type, declaration).id(subject);
  const outputs = outputsOf(subject, id, declaration, provider);
  return hasUnknown(inputs) ? { id: unveil(id), outputs: unveil(outputs) } : { id, outputs };
}

/** The outputs of an existing resource: what the program states, and generated values for the rest. */
export function awsRead({ type, id, inputs, directory, provider }: ReadRequest): Values {
  const declaration = declared(type, directory);
  const named: Values = declaration.outputs.properties.has("name") ? { name: id } : {};
  const said = plainValues(inputs);
  const subject = subjectOf(type, id, id, provider, veil({ ...named, ...said }), new StateStore());
  return { ...unveil(outputsOf(subject, id, declaration, provider)), ...present(said) };
}

function declared(type: string, directory: string): Declaration {
  return declarationOf(type, directory) ?? refuse(`${type}: @pulumi/aws has no such resource`);
}

function subjectOf(type: string, seed: string, name: string, provider: Values, inputs: Values, states: StateStore): Subject {
  const text = (property: string) => String(inputs[property] ?? "");
  return { type, seed, name, place: placeOf(provider, inputs), inputs, text, known: (of, id) => states.find(of, id) };
}

/** The inputs, then what the type's rule says, then what every type has, then what is only declared. */
function outputsOf(subject: Subject, id: string, declaration: Declaration, provider: Values): Values {
  const { args, outputs, types } = declaration;
  const answered = present(ruleOf(subject.type, declaration).outputs?.(subject, id) ?? {});
  const ruled = Object.fromEntries(Object.entries(answered).filter(([property]) => outputs.properties.has(property)));
  const inventor = new OutputGenerator(types, subject, serviceOf(subject.type), subject.type in rules);
  return inventor.complete({ ...subject.inputs, ...ruled, ...common(subject, outputs, provider) }, outputs, args);
}

function ruleOf(type: string, { outputs }: Declaration): Rule {
  return rules[type] ?? generic(outputs);
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

function serviceOf(type: string): string {
  return type.split(":")[1]!.split("/")[0]!;
}

function kindOf(type: string): string {
  return type.split("/").at(-1)!.split(":")[0]!;
}
