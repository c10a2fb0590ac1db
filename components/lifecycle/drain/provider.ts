// The provider of Drain and Sweep: runs in Pulumi's dynamic provider, from its generated text, with Node.js alone.
import type * as pulumi from "@pulumi/pulumi";

/** What Pulumi's dynamic provider asks for. */
export function handler(): pulumi.dynamic.ResourceProvider {
  return {
    create: async (inputs: { role: string }) => ({ id: inputs.role, outs: inputs }),
    update: async (_id, _olds, news) => ({ outs: news }),
  };
}
