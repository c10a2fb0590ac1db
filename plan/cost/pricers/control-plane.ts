import { kubernetesVersions, tableDate } from "../../../components/reference/kubernetes-versions";
import { minorOf } from "../../../components/util/kubernetes-version";
import { always, byHour, byMonth, type Charge, hoursAMonth, unknownCharge } from "../charge";
import type { CostContext, Pricer } from "../context";
import { estimated, type Price } from "../price";
import type { CostedResource } from "../resource";
import { record, text } from "../values";
import { clusterLogs } from "./logs";

function autoModeNodes(resource: CostedResource, context: CostContext): Charge[] {
  if (record(resource.inputs.computeConfig).enabled !== true) return [];
  const { builtInPools } = require("./node-pools") as typeof import("./node-pools"); // here: most clusters have none
  return builtInPools(resource, context);
}

/** vCPU-hours a month and region at the first price; the bounds of the further prices are not known. */
const hybridTier = 576_000;

/** Machines outside AWS that join the cluster. */
function hybridNodes(resource: CostedResource, context: CostContext): Charge[] {
  if (Object.keys(record(resource.inputs.remoteNetworkConfig)).length === 0) return [];
  const hours = context.assumptions.hybridVcpus * hoursAMonth;
  if (hours === 0)
    return [unknownCharge(resource, "EKS Hybrid Nodes", "set `hybridVcpus` in the assumptions: their vCPUs are not planned")];
  const price = context.price(resource, "eks.hybridNodes.tier1");
  const known: Price = "missing" in price || hours <= hybridTier ? price : estimated(price.value);
  return [byMonth(resource, "EKS Hybrid Nodes", "vCPU-hour", known, always(hours))];
}

/** As of the date of the table of versions; a version that is older than all in it is past standard support too. */
function isPastStandardSupport(version: string): boolean {
  const support = kubernetesVersions[version];
  if (support) return support.standardUntil < tableDate;
  const minor = minorOf(version);
  return minor !== undefined && Object.keys(kubernetesVersions).every((known) => minor < minorOf(known)!);
}

/** An EKS cluster: control plane, extended support of an old version, provisioned capacity. */
export const cluster: Pricer = (resource, context) => {
  const { inputs } = resource;
  const charges: Charge[] = [byHour(resource, "control plane", "cluster", context.price(resource, "eks.cluster.standard"))];
  const version = text(inputs.version);
  if (version !== undefined && isPastStandardSupport(version)) {
    const price = context.price(resource, "eks.cluster.extendedSurcharge");
    charges.push(byHour(resource, `extended support of Kubernetes ${version}`, "cluster", price));
  }
  const tier = text(record(inputs.controlPlaneScalingConfig).tier)
    ?.replace(/^tier-/i, "")
    .toLowerCase();
  if (tier && tier !== "standard") {
    charges.push(
      byHour(resource, `provisioned control plane ${tier}`, "cluster", context.price(resource, `eks.provisionedControlPlane.${tier}`)),
    );
  }
  return [...charges, ...clusterLogs(resource, context), ...autoModeNodes(resource, context), ...hybridNodes(resource, context)];
};
