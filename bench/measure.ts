import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

/** Cost of a command as a whole process: medians over several runs. */
export interface Cost {
  /** Seconds. */
  readonly wall: number;
  /** CPU seconds, user and system. */
  readonly cpu: number;
  /** Peak resident memory in MB. */
  readonly memory: number;
}

/** The same, compared with the first command. */
export interface RelativeCost extends Cost {
  /** Medians of the ratios of each run. */
  readonly ratio: { readonly wall: number; readonly cpu: number };
}

const root = path.join(__dirname, "..");
const scratch = mkdtempSync(path.join(tmpdir(), "bench-"));

function once(args: readonly string[]): Cost {
  const usage = path.join(scratch, "usage.json");
  const start = process.hrtime.bigint();
  const run = spawnSync(process.execPath, ["--require", path.join(__dirname, "usage.cjs"), ...args], {
    cwd: root,
    env: { ...process.env, BENCH_USAGE: usage },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.status !== 0) throw new Error(`node ${args.join(" ")}: ${run.stderr}`);
  return { wall, ...JSON.parse(readFileSync(usage, "utf8")) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/**
 * Measures commands alternately, A B A B ..., so that changes in the machine's speed affect all of them.
 * @param commands arguments of `node`, by name
 * @param runs counted runs of each, after one warm-up run
 */
export function measure(commands: Readonly<Record<string, readonly string[]>>, runs: number): Record<string, RelativeCost> {
  const costs = Object.fromEntries(Object.keys(commands).map((name) => [name, [] as Cost[]]));
  for (let run = 0; run <= runs; run++) {
    for (const [name, args] of Object.entries(commands)) {
      const cost = once(args);
      if (run > 0) costs[name]!.push(cost);
    }
  }
  const [first = []] = Object.values(costs);
  return Object.fromEntries(
    Object.entries(costs).map(([name, all]) => {
      const of = (key: keyof Cost) => median(all.map((cost) => cost[key]));
      const ratio = (key: keyof Cost) => median(all.map((cost, run) => cost[key] / first[run]![key]));
      return [name, { wall: of("wall"), cpu: of("cpu"), memory: of("memory"), ratio: { wall: ratio("wall"), cpu: ratio("cpu") } }];
    }),
  );
}
