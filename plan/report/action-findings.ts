import { listed, nearby } from "../../components/util/did-you-mean";
import { type Finding, finding } from "../../components/util/finding";
import { coversAction } from "../../policy/iam-document";
import { statementsOf, textsOf } from "../permissions/iam-document";
import { actionsOf } from "../permissions/tables";
import type { PlannedResource } from "../types";

const policyTypes = ["aws:iam/policy:Policy", "aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy"];

/** Actions in planned policies that match no action of a service. IAM accepts them without effect. */
export function actionFindings(resources: readonly PlannedResource[]): Finding[] {
  const checked = new Map<string, Pick<Finding, "message" | "fix"> | undefined>();
  return resources.flatMap(({ type, urn, inputs }) => {
    if (!policyTypes.includes(type)) return [];
    const actions = (statementsOf(inputs.policy) ?? []).flatMap(({ Action, NotAction }) => textsOf(Action ?? NotAction));
    return [...new Set(actions)].flatMap((action) => {
      if (!checked.has(action)) checked.set(action, unknownAction(action));
      const unknown = checked.get(action);
      return unknown ? [finding({ rule: "iam-unknown-action", urn, ...unknown })] : [];
    });
  });
}

const services = new Map<string, ReadonlyMap<string, string> | undefined>();

/** Known actions of a service, by their names in lower case. */
function namesOf(service: string): ReadonlyMap<string, string> | undefined {
  if (!services.has(service)) {
    const names = actionsOf(service)?.flatMap(([, known]) => known);
    services.set(service, names && new Map(names.map((name) => [name.toLowerCase(), name])));
  }
  return services.get(service);
}

function unknownAction(action: string): Pick<Finding, "message" | "fix"> | undefined {
  const [service = "", name] = action.split(":");
  if (name === undefined) return undefined; // such as *
  const names = namesOf(service.toLowerCase());
  if (names === undefined || names.has(name.toLowerCase()) || [...names.values()].some((known) => coversAction(name, known)))
    return undefined;
  const near = nearby(name, [...names.values()]).map((known) => `${service}:${known}`);
  const fix = near.length > 0 ? `write ${listed(near, "or")}` : "look it up in AWS's service authorization reference";
  return { message: `${action} is not a known action of ${service}, so it may grant nothing`, fix };
}
