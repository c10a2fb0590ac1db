import { z } from "zod";
import { type Addon, eksAddon } from "../../addon";
import { commonOptions, replicas, systemTolerations } from "../common/options";

const options = z.strictObject({ ...commonOptions.managed, replicas });

/** CoreDNS: the cluster's DNS. The add-on itself spreads the pods over zones and guards them by a disruption budget. */
export const coredns: Addon<z.output<typeof options>> = {
  name: "coredns",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  supportsFargate: true,
  providedByAutoMode: true,
  byDefault: ({ existing }) => (existing ? undefined : {}),
  whenDisabled: ({ existing, nodes, fargate }) =>
    !existing && (nodes || fargate.length > 0)
      ? { allowed: true, message: "pods have no DNS until another DNS server is installed", fix: "remove the key to enable it" }
      : undefined,
  install: ({ replicas }, { profile }) => [
    eksAddon("coredns", {
      replicaCount: replicas,
      ...(profile.fargateFirst && { computeType: "Fargate" }),
      ...(profile.taints.length > 0 && { tolerations: systemTolerations(profile) }),
    }),
  ],
};
