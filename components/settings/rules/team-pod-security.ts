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
  if (template === undefined || !Object.hasOwn(teamTemplates, template)) return;
  if (admitsPrivileged(teamTemplates[template]!.podSecurity)) {
    yield issue(
      ["teamTemplates", template, "podSecurity"],
      "tenants share nodes, and `privileged` pods can become root on them; write `baseline` or `restricted`, or use another template for the tenants",
    );
  }
});

export const teamPodSecurityRules: readonly Rule[] = [privilegedPods, privilegedTenants];
