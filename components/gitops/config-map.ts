import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type Bridge, bridgeValues } from "./bridge";

/** ConfigMap with the values of the environment. */
export const configMapName = "environment";

/** The values of the environment, in the namespace of the GitOps engine's applications. */
export function bridgeConfigMap(
  name: string,
  namespace: string,
  bridge: Bridge,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  return new k8s.core.v1.ConfigMap(name, { metadata: { name: configMapName, namespace }, data: bridgeValues(bridge) }, opts);
}
