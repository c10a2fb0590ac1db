import { acceptedIn, blockedChanges, ineffectiveChange } from "../../components/lifecycle/change-guard/blocked-changes";
import type { GuardedFacts } from "../../components/lifecycle/change-guard/stack-facts";
import { type Finding, finding } from "../../components/util/finding";
import { match } from "../diff/match";
import type { PreviousResource } from "../diff/snapshot";
import { type PlannedResource, Secret, type Values } from "../types";

const guardType = "pulumi-nodejs:dynamic/eks-blueprints:ChangeGuard";

/** Findings that change guards would report at `pulumi up`, for our program or any program with our components. */
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
  const ineffective = ineffectiveChange(before, after);
  return ineffective
    ? [...refused, finding({ rule: "creator-admin", path: ineffective.path, message: ineffective.reason, fix: ineffective.fix })]
    : refused;
}

/** Facts without secrets: unknown values are not compared. */
function plain(inputs: Values): GuardedFacts {
  return JSON.parse(JSON.stringify(inputs, (_key, value) => (value instanceof Secret ? undefined : value)));
}
