import { unlessFaulty } from "../guard";
import { accessRules } from "./access";
import { clusterRules } from "./cluster";
import { fargateRules } from "./fargate";
import { gitopsRules } from "./gitops";
import { networkRules } from "./network";
import { nodePoolRules } from "./node-pools";
import type { Finding, Rule, Stack } from "./rule";
import { sampleRules } from "./samples";
import { tagRules } from "./tags";
import { teamMemberRules } from "./team-members";
import { teamQuotaRules } from "./team-quotas";
import { teamRules } from "./teams";
import { versionRules } from "./version";

export type { Finding, Stack } from "./rule";

/** Every rule that reaches beyond one value, in the order of the report. */
const rules: readonly Rule[] = [
  ...tagRules,
  ...networkRules,
  ...clusterRules,
  ...versionRules,
  ...accessRules,
  ...nodePoolRules.map(
    (rule): Rule =>
      function* (stack) {
        for (const [name, pool] of Object.entries(stack.nodePools)) yield* collect(() => rule(pool, name, stack));
      },
  ),
  ...fargateRules,
  ...teamMemberRules,
  ...teamRules,
  ...teamQuotaRules,
  ...sampleRules,
  ...gitopsRules,
];

/** What a rule finds until it comes upon a faulty value. */
function collect(find: () => Iterable<Finding>): Finding[] {
  const found: Finding[] = [];
  unlessFaulty(() => {
    for (const finding of find()) found.push(finding);
  });
  return found;
}

/** Judges a stack by every rule. */
export function judge(stack: Stack): Finding[] {
  return rules.flatMap((rule) => collect(() => rule(stack)));
}
