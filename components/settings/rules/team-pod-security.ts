import { admitsPrivileged } from "../../util/pod-security";
import { advice, issue, type Rule, rule } from "./rule";
import { eachApplication } from "./team-rule";

/** A pod on its node's network, or root there, is beyond the reach of network policies and of everything else that separates teams. */
const privilegedPods = eachApplication(["podSecurity", "network"], function* ({ podSecurity, network }, at) {
  const path = at("podSecurity");
  if (!admitsPrivileged(podSecurity) || path[0] === "tenants") return; // tenants: the rule below
  if (network === "isolated") {
    yield issue(
      path,
      "`privileged` pods use their node's network and can become root on it, which no network policy holds back; write `baseline` or `restricted`, or `network: open`",
    );
    return;
  }
  yield advice(
    "privileged-pods",
    path,
    "`privileged` pods can become root on their nodes, and so read what other teams run there",
    "write `baseline` or `restricted`",
  );
});

const privilegedTenants = rule(["tenants.template", "teamTemplates[]"], function* ({ tenants: { template }, teamTemplates }) {
  if (template === undefined || !Object.hasOwn(teamTemplates, template)) return;
  if (admitsPrivileged(teamTemplates[template]!.podSecurity)) {
    yield issue(
      ["teamTemplates", template, "podSecurity"],
      "tenants share nodes, on which `privileged` pods can become root; write `baseline` or `restricted`, or give the tenants another template",
    );
  }
});

export const teamPodSecurityRules: readonly Rule[] = [privilegedPods, privilegedTenants];
