import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { teamLabel } from "../shared/team-label";

const apiGroup = "elbv2.k8s.aws";

/** Name of a team's IngressClass, of its parameters and of its group of Ingresses. */
export function teamIngressClassName(team: string): string {
  return `team-${team}`;
}

/**
 * A class by which a team's Ingresses have a load balancer of their own: all are in one group, and the controller serves the class in no
 * other namespaces (`namespaceSelector`; pkg/ingress/class_loader.go of v3.5.0).
 * @param params what the IngressClassParams of all teams say
 */
export function teamIngressClass(
  name: string,
  team: string,
  params: Readonly<Record<string, unknown>>,
  opts: pulumi.CustomResourceOptions,
): k8s.networking.v1.IngressClass {
  const metadata = { name: teamIngressClassName(team) };
  const parameters = new k8s.apiextensions.CustomResource(
    `${name}-ingress-class`,
    {
      apiVersion: `${apiGroup}/v1beta1`,
      kind: "IngressClassParams",
      metadata,
      spec: { ...params, group: { name: metadata.name }, namespaceSelector: { matchLabels: { [teamLabel]: team } } },
    },
    opts,
  );
  return new k8s.networking.v1.IngressClass(
    `${name}-ingress-class`,
    { metadata, spec: { controller: "ingress.k8s.aws/alb", parameters: { apiGroup, kind: "IngressClassParams", name: metadata.name } } },
    { ...opts, dependsOn: [parameters] },
  );
}
