import { sessionManagerServices } from "../../reference/session-manager";
import { listed } from "../../util/did-you-mean";
import { finding, type SettingFinding } from "../../util/finding";
import { pathOf } from "../../util/settings-error";
import { isEndpointMissing } from "../catalog/common/endpoint-missing";
import type { StackProfile } from "../stack-profile";

/** Nodes have the permissions of Session Manager, but no way to it: without NAT each of its services needs an endpoint. */
export function sessionManagerFindings(profile: StackProfile): SettingFinding[] {
  const missing = sessionManagerServices.filter(
    (service) => profile.calledServices.includes(service) && isEndpointMissing(service, profile),
  );
  if (missing.length === 0) return [];
  return [
    finding({
      rule: "session-manager-unreachable",
      path: pathOf("network", "endpoints"),
      message: `Session Manager opens no session on nodes: without NAT they cannot reach ${listed(missing)}`,
      fix: `add ${missing.map((service) => `\`${service}\``).join(" and ")}, write \`endpoints: private\`, or set \`ssm: false\` on every pool`,
    }),
  ];
}
