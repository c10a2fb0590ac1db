import { type Operator, removedOperators } from "../../components/reference/operators";
import { type Finding, finding } from "../../components/util/finding";
import { match } from "../diff/match";
import type { PreviousResource } from "../diff/snapshot";
import type { PlannedResource, Values } from "../types";

const guardType = "pulumi-nodejs:dynamic/eks-blueprints:AddonGuard";

/** Objects that must be deleted before an operator is removed, as far as the plan knows without the cluster: their kinds. */
export function removedOperatorFindings(before: readonly PreviousResource[], after: readonly PlannedResource[]): Finding[] {
  const guards = after.filter(({ type }) => type === guardType);
  const { previous } = match(
    before.filter(({ type }) => type === guardType),
    guards,
  );
  return guards.flatMap(({ urn, inputs }) => {
    const was = previous.get(urn);
    if (!was) return [];
    const own = names(was.inputs, "objects").filter((name) => !names(inputs, "objects").includes(name));
    return removedOperators(names(was.inputs, "operators"), names(inputs, "operators")).map((operator) => findingOf(operator, own));
  });
}

function names(inputs: Values, key: "operators" | "objects"): string[] {
  const value: unknown = inputs[key];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function findingOf({ setting, title, kinds }: Operator, own: readonly string[]): Finding {
  const gone = own.length > 0 ? `; the stack's own go by themselves, where nothing else refers to them: ${own.join(", ")}` : "";
  return finding({
    rule: "operator-objects",
    path: `eks-blueprints:addons.${setting}`,
    message: `is turned off: objects that carry the finalizer of ${title} must go first, or they and their namespaces never do${gone}`,
    fix: `delete what \`kubectl get ${kinds.join(",")} --all-namespaces\` lists while it runs; \`pulumi preview\` names each`,
  });
}
