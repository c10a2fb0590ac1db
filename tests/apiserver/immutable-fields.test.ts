// Compares the immutable fields of planned kinds on a real API server with the fields whose change replaces the object in the plan.
import { expect } from "chai";
import { isWithin, leaves, type Path, parsePath, pathText } from "../../plan/diff/paths";
import { replacedBy } from "../../plan/resource-types/immutable";
import type { Value, Values } from "../../plan/types";
import type { KubernetesObject } from "../harness/kube-apiserver/client";
import { admin } from "../harness/kube-apiserver/setup";
import { allStacks, stackText } from "../harness/mocks/stacks";
import { objectsOf, recordingOf } from "./planned";

/** The API server's messages for immutable fields. */
const never = /immutable|may not be (changed|updated)|cannot (be )?change|updates to .* forbidden/i;

/** CRDs belong to charts; bindings would affect other tests. */
const leftOut = ["CustomResourceDefinition", "ValidatingAdmissionPolicyBinding"];

/** Another valid value of fields that do not accept arbitrary text. */
const others: Readonly<Record<string, string>> = { Delete: "Retain", WaitForFirstConsumer: "Immediate", Immediate: "WaitForFirstConsumer" };

interface Sample {
  readonly object: KubernetesObject;
  /** Fields whose change replaces the object, by the provider or by its options. */
  readonly replaced: readonly string[];
}

/** The object with the most fields of each kind. */
async function samples(): Promise<ReadonlyMap<string, Sample>> {
  const found = new Map<string, Sample>();
  const size = ({ object }: Sample) => [...leaves(object as Values)].length;
  for (const stack of allStacks) {
    const recording = await recordingOf(stackText(stack));
    const resources = new Map(recording.resources.map((resource) => [resource.urn, resource]));
    for (const { urn, object } of objectsOf(recording)) {
      const { type, replaceOnChanges } = resources.get(urn)!;
      const sample = { object, replaced: [...replacedBy(type), ...replaceOnChanges] };
      const known = found.get(type);
      if (!leftOut.includes(object.kind) && (!known || size(known) < size(sample))) found.set(type, sample);
    }
  }
  return found;
}

/** The object with one field changed or removed. */
function changed(value: Value, at: Path, to: Value | undefined): Value {
  const [key, ...rest] = at;
  if (key === undefined) return to ?? null;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? changed(item, rest, to) : item));
  const { [key]: inner = null, ...others } = value as Values;
  return rest.length === 0 && to === undefined ? others : ({ ...others, [key]: changed(inner, rest, to) } as Values);
}

function otherValues(value: Value): Value[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1];
  return typeof value === "string" ? [others[value] ?? `${value}x`] : [];
}

/** Fields of a stored object that the server refuses to change or remove. */
async function immutableFields(object: KubernetesObject): Promise<string[]> {
  const fields = [...leaves(object as Values)].filter(([at]) => !["apiVersion", "kind", "metadata"].includes(String(at[0])));
  const refused = await Promise.all(
    fields.flatMap(([at, value]) =>
      [...otherValues(value), undefined].map((to) =>
        admin()
          .apply(changed(object as Values, at, to) as unknown as KubernetesObject, { dryRun: true })
          .then(
            () => [],
            (error: Error) => (never.test(error.message) ? [pathText(at)] : []),
          ),
      ),
    ),
  );
  return [...new Set(refused.flat())].sort();
}

describe("fields that the API server rejects changes of", function () {
  this.timeout(300_000);

  it("are replaced in every planned kind", async () => {
    const compared: string[] = [];
    const missing: string[] = [];
    let found = 0;
    for (const [type, { object: planned, replaced }] of await samples()) {
      if (!(await admin().knows(planned))) continue; // its CRD is not among the fixtures
      const { namespace } = planned.metadata;
      if (namespace !== undefined) await admin().apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
      const object = planned.kind === "Namespace" ? planned : { ...planned, metadata: { ...planned.metadata, name: "fields-in-place" } };
      await admin().apply(object);
      const patterns = replaced.map(parsePath);
      for (const field of await immutableFields(object)) {
        found += 1;
        if (!patterns.some((pattern) => isWithin(parsePath(field), pattern))) missing.push(`${type} ${field}`);
      }
      if (planned.kind !== "Namespace") await admin().remove(object);
      compared.push(planned.kind);
    }
    expect(missing).to.deep.equal([]);
    expect(compared).to.include.members([
      "PriorityClass",
      "StorageClass",
      "Deployment",
      "IngressClass",
      "RoleBinding",
      "Secret",
      "Service",
    ]);
    expect(found, "immutable fields").to.be.at.least(5);
  });
});
