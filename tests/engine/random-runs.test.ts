// Random stacks, changes and failures end in the planned state. ENGINE_RUNS is the number of seeds, ENGINE_SEED runs one seed, ENGINE_VERBOSE reports each.
import { availableParallelism } from "node:os";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { refusedChanges } from "../../plan/cli/refused";
import { Failure } from "../../plan/project/failure";
import type { Result, RunOptions } from "../harness/pulumi-stack/options";
import { liftProtection } from "../harness/pulumi-stack/protection";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { expectEmpty, expectPlannedState, planned } from "./planned-state";
import { deleteUntracked, importUntracked, unlock, untracked } from "./recovery";
import { describeScenario, type Kill, type Scenario } from "./scenarios";

const { ENGINE_RUNS = "4", ENGINE_SEED } = process.env;
const seeds = ENGINE_SEED === undefined ? Array.from({ length: Number(ENGINE_RUNS) }, (_, index) => index + 1) : [Number(ENGINE_SEED)];

/** Real seconds per simulated second: the control plane takes one. */
const TIME_SCALE = 0.002;
/** A failure affects a few calls, and each run meets some: more runs than this are an endless loop. */
const MAX_RUNS = 12;

/** Whether both settings are valid and the change between them is allowed. */
async function isPossible({ settings, change }: Scenario): Promise<boolean> {
  try {
    const [before, after] = [await planned("random", settings, false), await planned("random", change.settings, false)];
    return refusedChanges(before, after).length === 0;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

function killing(kill: Kill | undefined): RunOptions {
  let count = 0;
  return kill ? { mayFail: true, killAt: (_: EngineEvent) => ++count === kill.event, killDelay: kill.delay } : { mayFail: true };
}

/** Runs until success, with the recovery of docs/day-2.md in between. @returns the number of runs */
async function runUntilSuccess(
  kills: readonly Kill[],
  run: (options: RunOptions) => Promise<Result>,
  recover: (output: string) => Promise<void>,
): Promise<number> {
  for (let runs = 1; ; runs++) {
    const { exitCode, output } = await run(killing(kills[runs - 1]));
    if (exitCode === 0) return runs;
    if (runs === MAX_RUNS) throw new Error(output.slice(-4000));
    await recover(output);
  }
}

async function runScenario({ settings, failures, kills, change, killsOfDestroy, imports }: Scenario): Promise<string> {
  const fakeAws = { failures, timeScale: TIME_SCALE };
  const stack = await PulumiStack.start({ stack: "random", settings, fakeAws });
  const restart = async () => {
    await stack.restartHost(fakeAws); // Providers end with their engine, in the middle of their operations.
    await unlock(stack);
  };
  const recover = async () => {
    await restart();
    const found = (await untracked(stack)).filter(({ type }) => type !== "kubernetes:helm.sh/v3:Release");
    if (imports) await importUntracked(stack, found);
    await deleteUntracked(stack);
    await stack.refresh({ args: ["--clear-pending-creates"], mayFail: true });
  };
  const recoverDestroy = async (output: string) => {
    await restart();
    if (output.includes("release: not found")) await stack.refresh({ mayFail: true });
  };
  try {
    const ups = await runUntilSuccess(kills, (options) => stack.up(options), recover);
    await expectPlannedState(stack);
    stack.configure(change.settings);
    const changes = await runUntilSuccess(change.kills, (options) => stack.up(options), recover);
    await expectPlannedState(stack);
    await liftProtection(stack);
    const destroys = await runUntilSuccess(killsOfDestroy, (options) => stack.destroy(options), recoverDestroy);
    await expectEmpty(stack);
    return `${ups} times up, ${changes} times up with other settings, ${destroys} times destroy`;
  } finally {
    await stack.stop();
  }
}

const isVerbose = process.env.ENGINE_VERBOSE !== undefined;

describe("random runs on the Pulumi engine", () => {
  it(`reach the planned state and leave nothing behind: ${seeds.length} stacks`, async function () {
    this.timeout(seeds.length * 300_000);
    const failures: string[] = [];
    const waiting = [...seeds];
    const work = async () => {
      for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
        const scenario = await describeScenario(seed, isPossible);
        const start = performance.now();
        try {
          const summary = await runScenario(scenario);
          // Not to stdout, which the plan redirects while the program runs.
          if (isVerbose) console.error(`seed ${seed}: ${summary}, ${((performance.now() - start) / 1000).toFixed(0)} s`);
        } catch (error) {
          const alone = `ENGINE_SEED=${seed} npx mocha --config tests/engine/.mocharc.cjs -g "random runs"`;
          failures.push(`seed ${seed}, alone by ${alone}\n${JSON.stringify(scenario, null, 2)}\n${(error as Error).stack}`);
          if (isVerbose) console.error(failures.at(-1));
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
    if (failures.length > 0) throw new Error(failures.join("\n\n"));
  });
});
