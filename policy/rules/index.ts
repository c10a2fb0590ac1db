import type { BuiltInRule } from "../rule";
import { clusterRules } from "./cluster";
import { networkRules } from "./network";

/** All rules of this project, in the order of reports. */
export const rules: readonly BuiltInRule[] = [...clusterRules, ...networkRules];
