import type { ValueTypes } from "../../../reference/value-types";
import { resourceTypes } from "../common/value-types";

/**
 * The add-on's schema, v1.15.1-eksbuild.1, as `describe-addon-configuration` returns it (AWS CLI reference, example of the command; newer keys:
 * aws/amazon-vpc-cni-k8s v1.22, charts/aws-vpc-cni). What looks like a number or a switch is a string here.
 */
export const valueTypes: ValueTypes = {
  affinity: "any",
  enableNetworkPolicy: "string",
  enableWindowsIpam: "string",
  eniConfig: { keys: { create: "boolean", region: "string", subnets: { each: "any" } } },
  env: { each: "string" },
  init: { keys: { env: { each: "string" } } },
  livenessProbeTimeoutSeconds: "integer",
  nodeAgent: { keys: { enableCloudWatchLogs: "string", enablePolicyEventLogs: "string" } },
  readinessProbeTimeoutSeconds: "integer",
  resources: resourceTypes,
  tolerations: "list",
};
