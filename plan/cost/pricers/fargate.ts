import { matchesWildcards } from "../../../components/util/glob";
import { always, byHour, type Charge, type Quantity, times, unknownCharge } from "../charge";
import type { CostContext, Pricer } from "../context";
import type { CostedResource } from "../resource";
import { list, record, text } from "../values";
import { type FargateSize, fargateSize, overheadGiB } from "./fargate-size";
import { type Workload, workloadsOf } from "./pods";

const profileType = "aws:eks/fargateProfile:FargateProfile";

/** A Fargate profile: the planned workloads that it selects, and pods that are assumed, as of add-ons and charts. */
export const fargateProfile: Pricer = (resource, context) => {
  const { fargatePods, fargateVcpu, fargateGiB } = context.assumptions;
  const planned = selectedBy(resource, context).flatMap((workload) => {
    const size = fargateSize(workload.vcpu, workload.memoryGiB + overheadGiB);
    return podCharges(resource, context, `Fargate pods of ${workload.kind} ${workload.name}`, size, workload.pods);
  });
  const size = fargateSize(fargateVcpu, fargateGiB);
  return [...planned, ...podCharges(resource, context, "further Fargate pods", size, always(fargatePods))];
};

/** The planned workloads whose pods a profile runs: the first that selects them. */
function selectedBy(resource: CostedResource, context: CostContext): Workload[] {
  const profiles = context.ofType(profileType);
  return workloadsOf(context).filter((workload) => profiles.find((profile) => selects(profile, workload)) === resource);
}

/** Pods of all profiles, planned and assumed. */
export function fargatePodCount(context: CostContext): Quantity {
  const profiles = context.ofType(profileType);
  const planned = profiles.flatMap((profile) => selectedBy(profile, context).map(({ pods }) => pods));
  const assumed = profiles.map(() => always(context.assumptions.fargatePods));
  const sum = (of: keyof Quantity) => [...planned, ...assumed].reduce((total, pods) => total + pods[of], 0);
  return { start: sum("start"), min: sum("min"), max: sum("max") };
}

function podCharges(resource: CostedResource, context: CostContext, noun: string, size: FargateSize | undefined, pods: Quantity): Charge[] {
  if (!size) return [unknownCharge(resource, noun, "they request more than Fargate has")];
  const { vcpu, memoryGiB } = size;
  const each = `${noun}, ${vcpu} vCPU and ${memoryGiB} GiB each`;
  return [
    byHour(resource, `${each}: vCPUs`, "vCPU", context.price(resource, "fargate.x86.vcpu"), times(pods, vcpu)),
    byHour(resource, `${each}: memory`, "GB", context.price(resource, "fargate.x86.memory"), times(pods, memoryGiB)),
  ];
}

/** Whether a profile selects the pods of a workload: a namespace, with wildcards, and labels. */
function selects({ inputs }: CostedResource, { namespace, labels }: Workload): boolean {
  return list(inputs.selectors).some((selector) => {
    const { namespace: pattern, labels: wanted } = record(selector);
    return (
      matchesWildcards(text(pattern) ?? "", namespace) &&
      Object.entries(record(wanted)).every(([key, value]) => matchesWildcards(text(value) ?? "", text(labels[key]) ?? ""))
    );
  });
}
