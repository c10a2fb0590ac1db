// The change guard's provider: runs in Pulumi's dynamic provider, from its generated text, with Node.js alone. It touches nothing.
import type * as pulumi from "@pulumi/pulumi";
import { sortedJson } from "../../util/sorted-json";
import { acceptedIn, blockedChanges, blockedChangesText, ineffectiveChange, overrideHint } from "./blocked-changes";
import type { GuardedFacts } from "./stack-facts";

/** What Pulumi's dynamic provider asks for. */
export function handler(): pulumi.dynamic.ResourceProvider {
  return { check, diff, create, update };
}

/** Runs at preview and at up, before the engine does anything to what depends on the guard. */
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

/** Never a replacement, whatever has changed, the text of the provider too. */
async function diff(_id: string, olds: object, news: object): Promise<pulumi.dynamic.DiffResult> {
  return { changes: sortedJson(olds) !== sortedJson(news), replaces: [] };
}

async function create(inputs: object): Promise<pulumi.dynamic.CreateResult> {
  return { id: "change-guard", outs: inputs };
}

async function update(_id: string, _olds: object, news: object): Promise<pulumi.dynamic.UpdateResult> {
  return { outs: news };
}
