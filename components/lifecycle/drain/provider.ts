// The provider of Drain, NodeDrain, Sweep and AddonGuard: runs in Pulumi's dynamic provider, from its generated text, with Node.js alone.
import type * as pulumi from "@pulumi/pulumi";
import { removalFailures } from "./addon-guard";
import { awsCommand } from "./aws/cli";
import { bullets, drain, drainNodes } from "./drain";
import { type Runtime, thisProcess } from "./runtime";
import { sweep } from "./sweep";
import { type AddonGuardInputs, DrainError, type DrainInputs, type SweepInputs } from "./types";

type Inputs = { readonly enabled?: boolean } & (
  | ({ readonly role: "drain" } & DrainInputs)
  | ({ readonly role: "nodes" } & DrainInputs)
  | ({ readonly role: "sweep" } & SweepInputs)
  | ({ readonly role: "addons" } & AddonGuardInputs)
);

/** In a check what is printed is no line of the resource's: only what goes to standard error is shown. */
const atCheck: Runtime = { ...thisProcess, print: (line) => console.error(line) };

/** What Pulumi's dynamic provider asks for. All is in the delete, or in the check; whatever changes is written into the state, and nothing replaces. */
export function handler(): pulumi.dynamic.ResourceProvider {
  return {
    check: async (olds: Partial<Inputs>, news: Inputs) => {
      if (news.role !== "addons" || olds.role !== "addons" || !olds.clusterName) return { inputs: news, failures: [] };
      const failures = await removalFailures(olds, news, awsCommand(olds as AddonGuardInputs), atCheck);
      return { inputs: news, failures: failures.map((reason) => ({ property: "", reason })) };
    },
    create: async (inputs: Inputs) => ({ id: `${inputs.clusterName}-${inputs.role}`, outs: inputs }),
    update: async (_id, _olds, news) => ({ outs: news }),
    delete: async (_id, inputs: Inputs) => {
      if (inputs.enabled === false) return;
      // The engine reads what is printed. Where it was killed nobody does, and this process would delete on and on.
      process.stdout.once("error", () => process.exit(1));
      const aws = awsCommand(inputs);
      switch (inputs.role) {
        case "drain":
          return drain(inputs, aws, thisProcess);
        case "nodes":
          return drainNodes(inputs, aws, thisProcess);
        case "sweep":
          return sweep(inputs, aws, thisProcess);
        case "addons":
          return inputs.existing ? refuseRemoval(inputs, aws) : undefined;
      }
    },
  };
}

async function refuseRemoval(inputs: AddonGuardInputs, aws: ReturnType<typeof awsCommand>): Promise<void> {
  const failures = await removalFailures(inputs, undefined, aws, thisProcess);
  if (failures.length > 0)
    throw new DrainError(`The cluster ${inputs.clusterName} is kept, and these objects would be orphaned:\n${bullets(failures)}`);
}
