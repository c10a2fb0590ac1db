// The provider of Drain, NodeDrain and Sweep: runs in Pulumi's dynamic provider, from its generated text, with Node.js alone.
import type * as pulumi from "@pulumi/pulumi";
import { awsCommand } from "./aws/cli";
import { drain, drainNodes } from "./drain";
import { thisProcess } from "./host";
import { sweep } from "./sweep";
import type { DrainInputs, SweepInputs } from "./types";

type Inputs = { readonly enabled?: boolean } & (
  | ({ readonly role: "drain" | "nodes" } & DrainInputs)
  | ({ readonly role: "sweep" } & SweepInputs)
);

/** What Pulumi's dynamic provider asks for. All is in the delete; whatever changes is written into the state, and nothing replaces. */
export function handler(): pulumi.dynamic.ResourceProvider {
  return {
    create: async (inputs: Inputs) => ({ id: `${inputs.clusterName}-${inputs.role}`, outs: inputs }),
    update: async (_id, _olds, news) => ({ outs: news }),
    delete: async (_id, inputs: Inputs) => {
      if (inputs.enabled === false) return;
      // The engine reads what is printed. Where it was killed nobody does, and this process would delete on and on.
      process.stdout.once("error", () => process.exit(1));
      const aws = awsCommand(inputs);
      if (inputs.role === "drain") await drain(inputs, aws, thisProcess);
      else if (inputs.role === "nodes") await drainNodes(inputs, aws, thisProcess);
      else await sweep(inputs, aws, thisProcess);
    },
  };
}
