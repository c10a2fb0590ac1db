// One deployment with realistic durations, and its critical path.

import type { Operation } from "../harness/fake-aws/types";
import type { PulumiStackOptions } from "../harness/pulumi-stack/options";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { criticalPath, type Step } from "./timeline";

export interface Deployed {
  readonly path: readonly Step[];
  /** Creations, ordered by end. */
  readonly operations: readonly Operation[];
  /** Real duration in seconds. */
  readonly real: number;
}

/**
 * @param timeScale real seconds per simulated second: at 0.01 a quarter of an hour takes 9 seconds, and 10 ms of the engine count as one second
 */
export async function deploy(options: Omit<PulumiStackOptions, "fakeAws">, timeScale = 0.01): Promise<Deployed> {
  const stack = await PulumiStack.start({ ...options, fakeAws: { timeScale } });
  try {
    const { duration } = await stack.up();
    const operations = (await stack.fakeAws.operations()).filter(({ op }) => op === "create");
    const { resources = [] } = await stack.export();
    return { path: criticalPath(resources, operations), operations, real: duration };
  } finally {
    await stack.stop();
  }
}
