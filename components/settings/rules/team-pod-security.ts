import { admitsPrivileged } from "../../util/pod-security";
import type { TeamTemplates } from "../types";
import { advice, issue, type Rule, type RuleResult, rule } from "./rule";
import { eachApplication } from "./team-rule";

/** A pod on its node's network, or root there, is beyond the reach of network policies and of everything else that separates teams. */
const privilegedPods = eachApplication(["podSecurity", "network"], function* ({ podSecurity, network }, at) {
  const path = at("podSecurity");
  if (!admitsPrivileged(podSecurity) || path[0] === "tenants") return; // tenants: the rule below
  if (network === "isolated") {
    yield issue(
      path,
      "`privileged` pods can use their node's network and become root on it, which network policies do not prevent; write `baseline` or `restricted`, or `network: open`",
    );
    return;
  }
  yield advice(
    "kubernetes-edit-privileged",
    path,
    "`privileged` pods can become root on their nodes and read the data of other teams there",
    "write `baseline` or `restricted`",
  );
});

const privilegedTenants = rule(["tenants.template", "teamTemplates[]"], function* ({ tenants: { template }, teamTemplates }) {
  yield* unprivileged([template], teamTemplates);
});

const privilegedTiers = rule(["tenants.tiers[]", "teamTemplates[]"], function* ({ tenants: { tiers = {} }, teamTemplates }) {
  yield* unprivileged(new Set(Object.values(tiers).map(({ template }) => template)), teamTemplates);
});

function* unprivileged(templates: Iterable<string | undefined>, known: TeamTemplates): Iterable<RuleResult> {
  for (const template of templates) {
    if (template === undefined || !Object.hasOwn(known, template) || !admitsPrivileged(known[template]!.podSecurity)) continue;
    yield issue(
      ["teamTemplates", template, "podSecurity"],
      "tenants share nodes, and `privileged` pods can become root on them; write `baseline` or `restricted`, or use another template for the tenants",
    );
  }
}

export const teamPodSecurityRules: readonly Rule[] = [privilegedPods, privilegedTenants, privilegedTiers];
