import { always, byMonth, type Charge, hoursAMonth, type Quantity, times, unknownCharge } from "../charge";
import type { CostContext, Pricer } from "../context";
import type { CostedResource } from "../resource";
import { number, record, text, texts } from "../values";
import { nodesOf } from "./node-count";

/** Days of a month of 730 hours. */
const daysAMonth = hoursAMonth / 24;
/** For logs that never expire, storage is that of the first year's end. */
const longestDays = 365;

type Source = "controlPlane" | "flowLogs" | "fargate" | "containers" | "nodes";

const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

/** What a log group receives. AWS services deliver the first two (vended logs), the log router of Fargate or agents on the nodes the others. */
function sourceOf(group: CostedResource, context: CostContext): Source | undefined {
  if (context.ofType("aws:eks/cluster:Cluster").some((cluster) => controlPlaneGroup(cluster, context) === group)) return "controlPlane";
  if (context.ofType("aws:ec2/flowLog:FlowLog").some((flowLog) => flowLogGroup(flowLog, context) === group)) return "flowLogs";
  if (nameOf(group) !== undefined && nameOf(group) === fargateGroup(context)) return "fargate";
  const [, kind] = /^\/aws\/containerinsights\/[^/]+\/([a-z]+)$/.exec(nameOf(group) ?? "") ?? [];
  if (kind === "application") return "containers";
  return kind === "dataplane" || kind === "host" ? "nodes" : undefined;
}

/** Name of the log group that Fargate ships logs of pods to: by the ConfigMap that its log router reads. */
function fargateGroup(context: CostContext): string | undefined {
  const config = context.ofType("kubernetes:core:ConfigMap").find(({ inputs }) => {
    const { name, namespace } = record(inputs.metadata);
    return text(name) === "aws-logging" && text(namespace) === "aws-observability";
  });
  return /^\s*log_group_name\s+(\S+)/m.exec(text(record(config?.inputs.data)["output.conf"]) ?? "")?.[1];
}

function nameOf({ inputs, outputs }: CostedResource): string | undefined {
  return text(inputs.name) ?? text(outputs.name);
}

const shipsLogs = ({ inputs }: CostedResource) => texts(inputs.enabledClusterLogTypes).length > 0;

/** The planned log group of a cluster whose logs are on. */
function controlPlaneGroup(cluster: CostedResource, context: CostContext): CostedResource | undefined {
  const name = `/aws/eks/${nameOf(cluster)}/cluster`;
  return shipsLogs(cluster) ? context.ofType(logGroupType).find((group) => nameOf(group) === name) : undefined;
}

/** The planned log group that flow logs are delivered to. */
function flowLogGroup(flowLog: CostedResource, context: CostContext): CostedResource | undefined {
  const { logDestination, logGroupName } = flowLog.inputs;
  if (logGroupName !== undefined) return context.target(flowLog, "logGroupName", logGroupType, text(logGroupName));
  return context.target(flowLog, "logDestination", logGroupType, text(logDestination)?.replace(/:\*$/, ""));
}

/** Control plane logs of a cluster without a planned log group: EKS creates one that never expires. */
export function clusterLogs(cluster: CostedResource, context: CostContext): Charge[] {
  if (!shipsLogs(cluster) || controlPlaneGroup(cluster, context)) return [];
  const ingested = always(context.assumptions.controlPlaneLogsGiB);
  return logCharges(cluster, context, "control plane logs", ingested, { vended: true, retentionDays: 0 });
}

/** Flow logs that go elsewhere than to a planned log group, which has their charges. */
export const flowLog: Pricer = (resource, context) => {
  const type = text(resource.inputs.logDestinationType) ?? "cloud-watch-logs";
  if (type !== "cloud-watch-logs") return [unknownCharge(resource, `flow logs to ${type}`, "the tables have no price of their delivery")];
  if (flowLogGroup(resource, context)) return [];
  return logCharges(resource, context, "flow logs", always(context.assumptions.flowLogsGiB), { vended: true, retentionDays: 0 });
};

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
    case "fargate": {
      const { fargatePodCount } = require("./fargate") as typeof import("./fargate"); // here: few plans have such a group
      const ingested = times(fargatePodCount(context), context.assumptions.logsGiBPerFargatePod);
      return logCharges(resource, context, "logs of Fargate pods", ingested, { vended: false, retentionDays });
    }
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
  const planned = context.ofType(logGroupType).some(isContainers);
  const metrics = unknownCharge(resource, "metrics of Container Insights", "their number depends on the workloads");
  return [...(planned ? [] : containerLogs(resource, context, 0)), metrics];
};

function containerLogs(resource: CostedResource, context: CostContext, retentionDays: number): Charge[] {
  const perNode = context.assumptions.logsGiBPerNode;
  return logCharges(resource, context, "logs of containers and nodes", times(nodesOf(context), perNode), { vended: false, retentionDays });
}
