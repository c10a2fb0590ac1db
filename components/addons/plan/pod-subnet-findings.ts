import { interfaceLimits, podsOn } from "../../reference/network-interfaces";
import type { AddonOptions, NodePoolSettings } from "../../settings/types";
import { finding, type SettingFinding } from "../../util/finding";
import { pathOf } from "../../util/settings-error";
import { podNetworking } from "../pod-networking";
import type { StackProfile } from "../stack-profile";

/** What subnets for pods mean for a CNI that the stack does not manage, and for pools with a number of pods of their own. */
export function podSubnetFindings(addons: Readonly<Record<string, AddonOptions>>, profile: StackProfile): SettingFinding[] {
  if (!profile.podSubnets) return [];
  const vpcCni = addons["vpc-cni"];
  if (!vpcCni) return profile.existing ? [unmanagedCni()] : [];
  if (podNetworking(vpcCni, profile).prefixDelegation) return [];
  return Object.entries(profile.nodePools).flatMap(([name, pool]) => tooManyPods(name, pool));
}

function unmanagedCni(): SettingFinding {
  return finding({
    rule: "pod-subnets",
    path: pathOf("network", "existing", "podSubnetIds"),
    message:
      "this stack does not manage the VPC CNI of the cluster, so pods on nodes have addresses of these subnets only if the CNI is configured for them",
    fix: "add `vpc-cni: true` to `addons`",
  });
}

function tooManyPods(name: string, { instanceTypes, maxPods }: NodePoolSettings): SettingFinding[] {
  if (maxPods === undefined) return [];
  const most = Math.min(...instanceTypes.map((type) => podsOn(interfaceLimits(type), { reserved: 1 })));
  if (maxPods <= most) return [];
  return [
    finding({
      rule: "pod-subnets",
      path: pathOf("nodePools", name, "maxPods"),
      message: `${instanceTypes.join(", ")} has addresses for ${most} pods, because the first network interface serves none with subnets for pods; others stay in ContainerCreating`,
      fix: `write at most ${most}, or \`addons.vpc-cni: { prefixDelegation: true }\``,
    }),
  ];
}
