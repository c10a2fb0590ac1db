// Random scenarios from one seed: settings, failures of the fake AWS, and events at which the engine is killed.
import * as fc from "fast-check";
import type { Failure } from "../harness/fake-aws/types";
import { stackFile } from "./stack-files";

export interface Scenario {
  /** The text of the stack file. */
  readonly settings: string;
  readonly failures: readonly Failure[];
  /** For each `up` in turn: the event, counted from 1, at which the engine is killed. Further runs are not killed. */
  readonly kills: readonly Kill[];
  /** The settings after the change, with the kills of that `up`. */
  readonly change: { readonly settings: string; readonly kills: readonly Kill[] };
  /** The kills of each `destroy`. */
  readonly killsOfDestroy: readonly Kill[];
  /** Whether untracked resources are imported or deleted. */
  readonly imports: boolean;
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
  failures: fc.array(failure, { minLength: 1, maxLength: 3 }),
  kills,
  change: fc.record({ settings: stackFile, kills }),
  killsOfDestroy: kills,
  imports: fc.boolean(),
});

/** The first possible scenario of a seed. */
export async function describeScenario(seed: number, isPossible: (candidate: Scenario) => Promise<boolean>): Promise<Scenario> {
  for (const candidate of fc.sample(scenario, { seed, numRuns: 50 })) if (await isPossible(candidate)) return candidate;
  throw new Error(`seed ${seed}: no possible scenario`);
}
