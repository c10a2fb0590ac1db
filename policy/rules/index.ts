import type { BuiltInRule } from "../rule";
import { clusterRules } from "./cluster";
import { iamRules } from "./iam";
import { iamTagRules } from "./iam-tags";
import { loadBalancerRules } from "./load-balancers";
import { networkRules } from "./network";
import { nodeRules } from "./nodes";
import { podRules } from "./pods";
import { storageRules } from "./storage";
import { tenantRules } from "./tenants";
import { trustRules } from "./trust";

/** All rules of this project, in the order of reports. */
export const rules: readonly BuiltInRule[] = [
  ...clusterRules,
  ...nodeRules,
  ...networkRules,
  ...loadBalancerRules,
  ...iamRules,
  ...iamTagRules,
  ...trustRules,
  ...storageRules,
  ...tenantRules,
  ...podRules,
];
