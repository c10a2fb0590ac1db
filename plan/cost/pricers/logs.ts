import { always, byMonth, type Charge, hoursAMonth, type Quantity, times, unknownCharge } from "../charge";
import type { CostContext, Pricer } from "../context";
import type { CostedResource } from "../resource";
import { number, text, texts } from "../values";
import { nodesOf } from "./node-count";

/** Days of a month of 730 hours. */
const daysAMonth = hoursAMonth / 24;
/** For logs that never expire, storage is that of the first year's end. */
const longestDays = 365;

type Source = "controlPlane" | "flowLogs" | "containers" | "nodes";

/** What a log group receives. AWS services deliver the first two (vended logs), agents on the nodes the others. */
function sourceOf(group: CostedResource, context: CostContext): Source | undefined {
  const name = text(group.inputs.name) ?? text(group.outputs.name) ?? "";
  const arn = text(group.outputs.arn);
  const isCluster = ({ inputs }: CostedResource) =>
    texts(inputs.enabledClusterLogTypes).length > 0 && name === `/aws/eks/${text(inputs.name)}/cluster`;
  if (context.ofType("aws:eks/cluster:Cluster").some(isCluster)) return "controlPlane";
  const isFlowLog = ({ inputs }: CostedResource) =>
    (arn !== undefined && text(inputs.logDestination)?.replace(/:\*$/, "") === arn) || (name !== "" && text(inputs.logGroupName) === name);
  if (context.ofType("aws:ec2/flowLog:FlowLog").some(isFlowLog)) return "flowLogs";
  const [, kind] = /^\/aws\/containerinsights\/[^/]+\/([a-z]+)$/.exec(name) ?? [];
  if (kind === "application") return "containers";
  return kind === "dataplane" || kind === "host" ? "nodes" : undefined;
}

/** Ingestion and storage of logs. */
export function logCharges(
  resource: CostedResource,
  context: CostContext,
  noun: string,
  ingestedGiB: Quantity,
  { vended, retentionDays }: { readonly vended: boolean; readonly retentionDays: number },
): Charge[] {
  if (ingestedGiB.max === 0) return [];
  const months = (retentionDays === 0 ? longestDays : retentionDays) / daysAMonth;
  const ingest = context.price(resource, vended ? "cloudwatch.logs.vended.gb" : "cloudwatch.logs.ingest.gb");
  const stored = times(ingestedGiB, months * context.assumptions.logCompression);
  const kept = retentionDays === 0 ? "a year of logs that never expire" : `${retentionDays} days of logs`;
  return [
    byMonth(resource, `${noun}, ingested`, "GB", ingest, ingestedGiB),
    byMonth(resource, `${noun}, ${kept}`, "GB-month", context.price(resource, "cloudwatch.logs.storage.gb"), stored),
  ];
}

/** A log group: what it receives, once, and what it keeps. */
export const logGroup: Pricer = (resource, context) => {
  const retentionDays = number(resource.inputs.retentionInDays) ?? 0;
  switch (sourceOf(resource, context)) {
    case "controlPlane":
      return logCharges(resource, context, "control plane logs", always(context.assumptions.controlPlaneLogsGiB), {
        vended: true,
        retentionDays,
      });
    case "flowLogs":
      return logCharges(resource, context, "flow logs", always(context.assumptions.flowLogsGiB), { vended: true, retentionDays });
    case "containers":
      return containerLogs(resource, context, retentionDays);
    case "nodes":
      return []; // a part of the container logs, which the assumption counts together
    default:
      return [unknownCharge(resource, "logs", "what is written to this log group depends on the workloads")];
  }
};

/** An EKS add-on that ships logs or metrics to CloudWatch; log groups that it creates itself never expire. */
export const eksAddon: Pricer = (resource, context) => {
  if (text(resource.inputs.addonName) !== "amazon-cloudwatch-observability") return [];
  const isContainers = (group: CostedResource) => sourceOf(group, context) === "containers";
  const planned = context.ofType("aws:cloudwatch/logGroup:LogGroup").some(isContainers);
  const metrics = unknownCharge(resource, "metrics of Container Insights", "their number depends on the workloads");
  return [...(planned ? [] : containerLogs(resource, context, 0)), metrics];
};

function containerLogs(resource: CostedResource, context: CostContext, retentionDays: number): Charge[] {
  const perNode = context.assumptions.logsGiBPerNode;
  return logCharges(resource, context, "logs of containers and nodes", times(nodesOf(context), perNode), { vended: false, retentionDays });
}
