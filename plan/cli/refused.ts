import { acceptedIn, refusals, withoutEffect } from "../../components/lifecycle/change-guard/blocked-changes";
import type { GuardedFacts } from "../../components/lifecycle/change-guard/stack-facts";
import { type Finding, finding } from "../../components/util/finding";
import { match } from "../diff/match";
import type { FormerResource } from "../diff/snapshot";
import { type PlannedResource, Secret, type Values } from "../types";

const guardType = "pulumi-nodejs:dynamic/eks-blueprints:ChangeGuard";

/** What the change guards of a plan, ours or that of a program with our components, would say at `pulumi up`, coming from those of another. */
export function refusedChanges(before: readonly FormerResource[], after: readonly PlannedResource[]): Finding[] {
  const guards = after.filter(({ type }) => type === guardType);
  if (guards.length === 0) return [];
  const { former } = match(
    before.filter(({ type }) => type === guardType),
    guards,
  );
  return guards.flatMap(({ urn, inputs }) => {
    const was = former.get(urn);
    return was ? findings(plain(was.inputs), plain(inputs)) : [];
  });
}

function findings(before: GuardedFacts, after: GuardedFacts): Finding[] {
  const refused = refusals(before, after, acceptedIn(process.env.EKS_BLUEPRINTS_ACCEPT)).map(({ path, reason, mend }) =>
    finding({ rule: "change-guard", level: "mandatory", path, message: reason, fix: mend }),
  );
  const idle = withoutEffect(before, after);
  return idle ? [...refused, finding({ rule: "creator-admin", path: idle.path, message: idle.reason, fix: idle.mend })] : refused;
}

/** Facts without what a document hides: what is not known is not compared. */
function plain(inputs: Values): GuardedFacts {
  return JSON.parse(JSON.stringify(inputs, (_key, value) => (value instanceof Secret ? undefined : value)));
}
