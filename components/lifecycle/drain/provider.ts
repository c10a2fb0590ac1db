// The provider of Drain, NodeDrain, Sweep and AddonGuard. Pulumi's dynamic provider runs its generated text, with Node.js alone.
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

/** Output of a check does not become part of the resource's log: only standard error is shown. */
const atCheck: Runtime = { ...thisProcess, print: (line) => console.error(line) };

/**
 * The functions that Pulumi's dynamic provider calls. The work is in delete and in check. An update only writes the inputs to the state,
 * and nothing causes a replacement.
 */
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
      // The engine reads the output. If it was killed, it does not, and this process would continue to delete.
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
