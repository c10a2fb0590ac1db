// Helpers for tests of failures.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import type { FakeAwsSettings, Result } from "../harness/pulumi-stack/options";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";

export const SMALL = "config:\n  aws:region: eu-west-1\n  eks-blueprints:network: { zones: 2 }";

/** Real seconds per simulated second for tests that interrupt a run: the control plane takes three. */
export const slowTime = { timeScale: 0.005 };

export async function withPulumiStack(
  fakeAws: FakeAwsSettings,
  act: (stack: PulumiStack) => Promise<void>,
  settings = SMALL,
): Promise<void> {
  const stack = await PulumiStack.start({ stack: "minimal", settings, fakeAws });
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
