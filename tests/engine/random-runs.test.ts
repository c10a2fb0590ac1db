// Random stacks that change, and to which random things happen, end as if nothing had. ENGINE_RUNS says how many (seeds from 1 on), ENGINE_SEED runs one alone, ENGINE_VERBOSE tells of each.
import { availableParallelism } from "node:os";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { refusedChanges } from "../../plan/cli/refused";
import { Failure } from "../../plan/project/failure";
import type { Result, RunOptions } from "../harness/pulumi-stack/options";
import { liftProtection } from "../harness/pulumi-stack/protection";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { expectEmpty, expectWhole, planned } from "./quiet";
import { adopt, discard, strays, unlock } from "./recovery";
import { describeScenario, type Kill, type Scenario } from "./scenarios";

const { ENGINE_RUNS = "4", ENGINE_SEED } = process.env;
const seeds = ENGINE_SEED === undefined ? Array.from({ length: Number(ENGINE_RUNS) }, (_, index) => index + 1) : [Number(ENGINE_SEED)];

/** Real seconds per simulated one: the control plane takes one. */
const TIME_SCALE = 0.002;
/** A fault is met by a few calls, and each run meets some: more runs than this are a loop. */
const MOST_RUNS = 12;

/** Whether settings are taken, and the stack may become what it is to become. */
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

/** Runs until it ends well, with what docs/day-2.md says in between. Answers how many runs that took. */
async function insist(
  kills: readonly Kill[],
  run: (options: RunOptions) => Promise<Result>,
  mend: (output: string) => Promise<void>,
): Promise<number> {
  for (let runs = 1; ; runs++) {
    const { exitCode, output } = await run(killing(kills[runs - 1]));
    if (exitCode === 0) return runs;
    if (runs === MOST_RUNS) throw new Error(output.slice(-4000));
    await mend(output);
  }
}

async function live({ settings, faults: issues, kills, change, killsOfDestroy, adopts }: Scenario): Promise<string> {
  const world = { faults: issues, timeScale: TIME_SCALE };
  const stack = await PulumiStack.start({ stack: "random", settings, world });
  const revive = async () => {
    await stack.restartHost(world); // Providers end with their engine, in the middle of what they do.
    await unlock(stack);
  };
  const mend = async () => {
    await revive();
    const found = (await strays(stack)).filter(({ type }) => type !== "kubernetes:helm.sh/v3:Release");
    if (adopts) await adopt(stack, found);
    await discard(stack);
    await stack.refresh({ args: ["--clear-pending-creates"], mayFail: true });
  };
  const goOn = async (output: string) => {
    await revive();
    if (output.includes("release: not found")) await stack.refresh({ mayFail: true });
  };
  try {
    const ups = await insist(kills, (options) => stack.up(options), mend);
    await expectWhole(stack);
    stack.configure(change.settings);
    const changes = await insist(change.kills, (options) => stack.up(options), mend);
    await expectWhole(stack);
    await liftProtection(stack);
    const destroys = await insist(killsOfDestroy, (options) => stack.destroy(options), goOn);
    await expectEmpty(stack);
    return `${ups} times up, ${changes} times up with other settings, ${destroys} times destroy`;
  } finally {
    await stack.stop();
  }
}

const isVerbose = process.env.ENGINE_VERBOSE !== undefined;

describe("random runs on the real engine", () => {
  it(`${seeds.length} stacks end as after a quiet run, and leave nothing`, async function () {
    this.timeout(seeds.length * 300_000);
    const failures: string[] = [];
    const waiting = [...seeds];
    const work = async () => {
      for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
        const told = await describeScenario(seed, isPossible);
        const begun = performance.now();
        try {
          const lived = await live(told);
          // Not to stdout, which belongs to the program while a plan runs.
          if (isVerbose) console.error(`seed ${seed}: ${lived}, ${((performance.now() - begun) / 1000).toFixed(0)} s`);
        } catch (error) {
          const alone = `ENGINE_SEED=${seed} npx mocha --config tests/engine/.mocharc.cjs -g "random runs"`;
          failures.push(`seed ${seed}, alone by ${alone}\n${JSON.stringify(told, null, 2)}\n${(error as Error).stack}`);
          if (isVerbose) console.error(failures.at(-1));
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
    if (failures.length > 0) throw new Error(failures.join("\n\n"));
  });
});
