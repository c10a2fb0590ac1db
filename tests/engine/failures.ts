// What stories of things that go wrong have in common.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import type { FakeAwsSettings, Result } from "../harness/pulumi-stack/options";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

export const SMALL = "config:\n  aws:region: eu-west-1\n  eks-blueprints:network: { zones: 2 }";

/** Real seconds per simulated one, where a test must come in between: the control plane takes three. */
export const slowly = { timeScale: 0.005 };

export async function withPulumiStack(world: FakeAwsSettings, act: (stack: PulumiStack) => Promise<void>, settings = SMALL): Promise<void> {
  const stack = await PulumiStack.start({ stack: "minimal", settings, world });
  try {
    await act(stack);
  } finally {
    await stack.stop();
  }
}

export function expectFailure({ exitCode, output }: Result, ...words: readonly string[]): void {
  expect(exitCode, output).not.equal(0);
  for (const word of words) expect(output).contain(word);
}

export const begins =
  (op: string, type: string) =>
  ({ resourcePreEvent }: EngineEvent) =>
    resourcePreEvent?.metadata.op === op && resourcePreEvent.metadata.type === type;
