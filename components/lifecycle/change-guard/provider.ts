// The provider of the change guard. Pulumi's dynamic provider runs its generated text, with Node.js alone. It changes nothing.
import type * as pulumi from "@pulumi/pulumi";
import { sortedJson } from "../../util/sorted-json";
import { acceptedIn, blockedChanges, blockedChangesText, ineffectiveChange, overrideHint } from "./blocked-changes";
import type { GuardedFacts } from "./stack-facts";

/** The functions that Pulumi's dynamic provider calls. */
export function handler(): pulumi.dynamic.ResourceProvider {
  return { check, diff, create, update };
}

/** Runs at preview and at up, before the engine processes any dependent of the guard. */
async function check(olds: GuardedFacts, news: GuardedFacts): Promise<pulumi.dynamic.CheckResult> {
  const all = blockedChanges(olds, news);
  const refused = blockedChanges(olds, news, acceptedIn(process.env.EKS_BLUEPRINTS_ACCEPT));
  for (const refusal of all.filter(({ path }) => !refused.some((other) => other.path === path)))
    console.error(`warning: ${refusal.path}: accepted by EKS_BLUEPRINTS_ACCEPT: ${refusal.reason}`);
  const idle = ineffectiveChange(olds, news);
  if (idle) console.error(`warning: [creator-admin] ${idle.path}: ${blockedChangesText(idle)}`);
  const failures = refused.map((refusal) => ({
    property: "",
    reason: `${refusal.path}: ${blockedChangesText(refusal)}. ${overrideHint(refusal.path)}`,
  }));
  return { inputs: news, failures };
}

/** Never replaces the guard, even if the text of the provider changed. */
async function diff(_id: string, olds: object, news: object): Promise<pulumi.dynamic.DiffResult> {
  return { changes: sortedJson(olds) !== sortedJson(news), replaces: [] };
}

async function create(inputs: object): Promise<pulumi.dynamic.CreateResult> {
  return { id: "change-guard", outs: inputs };
}

async function update(_id: string, _olds: object, news: object): Promise<pulumi.dynamic.UpdateResult> {
  return { outs: news };
}
