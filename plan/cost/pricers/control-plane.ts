import { kubernetesVersions, tableDate } from "../../../components/reference/kubernetes-versions";
import { byHour, type Charge } from "../charge";
import type { Pricer } from "../context";
import { record, text } from "../values";

/** An EKS cluster: control plane, extended support of an old version, provisioned capacity. */
export const cluster: Pricer = (resource, context) => {
  const { inputs } = resource;
  const charges: Charge[] = [byHour(resource, "control plane", "cluster", context.price(resource, "eks.cluster.standard"))];
  const version = text(inputs.version);
  const support = version === undefined ? undefined : kubernetesVersions[version];
  if (support && support.standardUntil < tableDate) {
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
  return charges;
};
