import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { withAnnotations } from "../../../util/object-metadata";
import type { Annotate, Values } from "../../addon";

export interface CollectorArgs {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Spec of the OpenTelemetryCollector without its service account. */
  readonly spec: Values;
  /** RBAC rules of its pods for the cluster, and for their own namespace. */
  readonly clusterRules?: readonly pulumi.Unwrap<k8s.types.input.rbac.v1.PolicyRule>[];
  readonly rules?: readonly pulumi.Unwrap<k8s.types.input.rbac.v1.PolicyRule>[];
  readonly annotate: Annotate;
}

/** A collector that the ADOT operator runs, with its service account and RBAC rules, all named after the service account. */
export function createCollector(name: string, args: CollectorArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
  const { namespace, serviceAccount, spec, clusterRules, rules, annotate } = args;
  const metadata = { name: serviceAccount, namespace };
  const subjects = [{ kind: "ServiceAccount", ...metadata }];
  const account = new k8s.core.v1.ServiceAccount(name, { metadata: withAnnotations(metadata, annotate(serviceAccount)) }, opts);
  const rbac: pulumi.Resource[] = [account];
  if (clusterRules) {
    const role = new k8s.rbac.v1.ClusterRole(name, { metadata: { name: serviceAccount }, rules: [...clusterRules] }, opts);
    const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: serviceAccount };
    rbac.push(role, new k8s.rbac.v1.ClusterRoleBinding(name, { metadata: { name: serviceAccount }, roleRef, subjects }, opts));
  }
  if (rules) {
    const role = new k8s.rbac.v1.Role(name, { metadata, rules: [...rules] }, opts);
    const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: serviceAccount };
    rbac.push(role, new k8s.rbac.v1.RoleBinding(name, { metadata, roleRef, subjects }, opts));
  }
  const collector = new k8s.apiextensions.CustomResource(
    name,
    { apiVersion: "opentelemetry.io/v1beta1", kind: "OpenTelemetryCollector", metadata, spec: { ...spec, serviceAccount } },
    { ...opts, dependsOn: rbac }, // which wait for the operator
  );
  return [...rbac, collector];
}
