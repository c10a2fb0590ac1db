// The operations of a change by resource: as the engine ran them, and as the offline plan predicts them.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Change } from "../../../plan/diff/changes";
import type { Comparison } from "../../../plan/diff/compare";
import { nameOf, typeOf } from "../../../plan/engine/urn";

/** `+` create, `-` delete, `~` update, `+-` replacement that creates first, `-+` replacement that deletes first. */
export type Op = "+" | "-" | "~" | "+-" | "-+";

/** By URN. */
export type Ops = ReadonlyMap<string, Op>;

const plainOps: Readonly<Record<string, Op>> = { create: "+", delete: "-", update: "~" };

/** The provider of the dynamic resources has the whole stack file as its inputs: it changes with every setting. */
const dynamicProvider = "::pulumi:providers:pulumi-nodejs::";

/** The operations of a run without those of the dynamic provider, with the order of each replacement. */
export function opsOfRun(events: readonly EngineEvent[]): Ops {
  const ops = new Map<string, Op>();
  for (const { resourcePreEvent } of events) {
    const { urn = "", op = "" } = resourcePreEvent?.metadata ?? {};
    if (urn.includes(dynamicProvider)) continue;
    const plain = plainOps[op];
    if (plain) ops.set(urn, plain);
    if ((op === "create-replacement" || op === "delete-replaced") && !ops.has(urn)) ops.set(urn, op === "delete-replaced" ? "-+" : "+-");
  }
  return ops;
}

export function opsOfPlan({ changes }: Comparison): Ops {
  return new Map(changes.map((change) => [change.urn, opOf(change)]));
}

function opOf({ op, because }: Change): Op {
  return op === "replace" ? (because?.includes("the old one is deleted before") ? "-+" : "+-") : plainOps[op]!;
}

/** Sorted lines such as `~ NodeGroup eks-general`, without components. */
export function findingsOf(ops: Ops): string[] {
  return [...ops]
    .filter(([urn]) => !components.test(typeOf(urn)))
    .map(([urn, op]) => `${op} ${typeOf(urn).split(":").at(-1)} ${nameOf(urn)}`)
    .sort();
}

const components = /^(eks-blueprints:index|awsx:ec2|eks:index):/;
