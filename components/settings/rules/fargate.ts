import { keyError, valueError } from "../../util/kubernetes-names";
import { issue, profileRule, type Rule, rule } from "./rule";

/** Selectors accept wildcards. */
const plain = (pattern: string) => pattern.replace(/[*?]/g, "x");

const selectorsFit = profileRule(["selectors[]"], function* ({ selectors }, profile) {
  for (const [position, { labels }] of selectors.entries()) {
    const path = ["fargate", profile, "selectors", position, "labels"];
    for (const [key, value] of Object.entries(labels)) {
      const wrong = keyError(plain(key)) ?? valueError(plain(value));
      if (wrong) yield issue([...path, key], wrong);
    }
  }
});

const namesFree = profileRule([], function* (_, profile) {
  if (profile.startsWith("eks-")) yield issue(["fargate", profile], 'invalid name: names that begin with "eks-" are reserved by EKS');
});

/** EKS gives a role one access entry, which is for nodes or for Fargate. */
const rolesDiffer: Rule = rule(["fargate[]", "nodePools[]"], function* ({ fargate, nodePools }) {
  for (const [profile, { roleArn }] of Object.entries(fargate)) {
    const pool = Object.keys(nodePools).find((name) => roleArn !== undefined && nodePools[name]!.roleArn === roleArn);
    if (pool !== undefined)
      yield issue(
        ["fargate", profile, "roleArn"],
        `pool ${pool} has the same role, and EKS accepts one access entry per role; use another role`,
      );
  }
});

export const fargateRules: readonly Rule[] = [selectorsFit, namesFree, rolesDiffer];
