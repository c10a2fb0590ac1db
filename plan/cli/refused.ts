import { acceptedIn, blockedChanges, ineffectiveChange } from "../../components/lifecycle/change-guard/blocked-changes";
import type { GuardedFacts } from "../../components/lifecycle/change-guard/stack-facts";
import { type Finding, finding } from "../../components/util/finding";
import { match } from "../diff/match";
import type { PreviousResource } from "../diff/snapshot";
import { type PlannedResource, Secret, type Values } from "../types";

const guardType = "pulumi-nodejs:dynamic/eks-blueprints:ChangeGuard";

/** What the change guards of a plan, ours or that of a program with our components, would say at `pulumi up`, coming from those of another. */
export function refusedChanges(before: readonly PreviousResource[], after: readonly PlannedResource[]): Finding[] {
  const guards = after.filter(({ type }) => type === guardType);
  if (guards.length === 0) return [];
  const { previous } = match(
    before.filter(({ type }) => type === guardType),
    guards,
  );
  return guards.flatMap(({ urn, inputs }) => {
    const was = previous.get(urn);
    return was ? findings(plain(was.inputs), plain(inputs)) : [];
  });
}

function findings(before: GuardedFacts, after: GuardedFacts): Finding[] {
  const refused = blockedChanges(before, after, acceptedIn(process.env.EKS_BLUEPRINTS_ACCEPT)).map(({ path, reason, fix }) =>
    finding({ rule: "change-guard", level: "mandatory", path, message: reason, fix }),
  );
  const idle = ineffectiveChange(before, after);
  return idle ? [...refused, finding({ rule: "creator-admin", path: idle.path, message: idle.reason, fix: idle.fix })] : refused;
}

/** Facts without what a document hides: what is not known is not compared. */
function plain(inputs: Values): GuardedFacts {
  return JSON.parse(JSON.stringify(inputs, (_key, value) => (value instanceof Secret ? undefined : value)));
}
