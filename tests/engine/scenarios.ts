// Stories of stacks to which things happen: settings, faults of the world, and moments at which the engine is killed, all from one seed.
import * as fc from "fast-check";
import type { Failure } from "../harness/fake-aws/types";
import { stackFile } from "./stack-files";

export interface Scenario {
  /** Text of the stack file. */
  readonly settings: string;
  readonly faults: readonly Failure[];
  /** For each `up` in turn: the event, counted from 1, at which the engine is killed. All further ones run to their end. */
  readonly kills: readonly Kill[];
  /** What the stack then becomes, with the kills of that. */
  readonly change: { readonly settings: string; readonly kills: readonly Kill[] };
  /** The same for each `destroy`. */
  readonly killsOfDestroy: readonly Kill[];
  /** Whether what is left over is imported, or deleted. */
  readonly adopts: boolean;
}

export interface Kill {
  readonly event: number;
  /** Real milliseconds after the event. */
  readonly delay: number;
}

const release = "kubernetes:helm.sh/v3:Release";
const nth = (max: number) => fc.integer({ min: 1, max });

const failure: fc.Arbitrary<Failure> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("access-denied", "conflict", "partial", "quota"),
    op: fc.constant("create"),
    type: fc.constantFrom("aws:", "aws:ec2/", "aws:eks/", "aws:iam/"),
    nth: nth(30),
  }),
  fc.record({ kind: fc.constant("kill-provider"), op: fc.constant("create"), nth: nth(70), when: fc.constantFrom("before", "after") }),
  fc.record({ kind: fc.constantFrom("throttling", "expired-credentials"), nth: nth(120), times: nth(40) }),
  fc.record({
    kind: fc.constant("eventual-consistency"),
    type: fc.constantFrom("aws:iam/role:Role", "aws:eks/"),
    nth: nth(5),
    seconds: nth(600),
  }),
  fc.record({ kind: fc.constantFrom("webhook-not-ready", "release-pending"), op: fc.constant("create"), type: fc.constant(release) }),
  fc.record({
    kind: fc.constantFrom("access-denied", "partial", "kill-provider", "conflict"),
    op: fc.constant("delete"),
    type: fc.constantFrom("aws:", "aws:ec2/", "aws:eks/"),
    nth: nth(20),
  }),
) as fc.Arbitrary<Failure>;

const kills = fc.array(fc.record({ event: nth(400), delay: fc.nat(300) }), { maxLength: 2 });

const scenario: fc.Arbitrary<Scenario> = fc.record({
  settings: stackFile,
  faults: fc.array(failure, { minLength: 1, maxLength: 3 }),
  kills,
  change: fc.record({ settings: stackFile, kills }),
  killsOfDestroy: kills,
  adopts: fc.boolean(),
});

/** The first story of a seed that can come to pass. */
export async function describeScenario(seed: number, isPossible: (story: Scenario) => Promise<boolean>): Promise<Scenario> {
  for (const told of fc.sample(scenario, { seed, numRuns: 50 })) if (await isPossible(told)) return told;
  throw new Error(`seed ${seed}: no story that can come to pass`);
}
