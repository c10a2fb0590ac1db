import type { RestorableSimulation } from "../../../plan/simulation";
import type { Clock } from "./clock";
import type { Failures } from "./failures";
import type { Ledger } from "./ledger";
import type { FakeAwsOptions, Operation } from "./types";

/** The shared state of the fake AWS's actions. */
export interface Parts {
  readonly options: FakeAwsOptions;
  readonly simulation: RestorableSimulation;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly failures: Failures;
  readonly record: (operation: Operation) => void;
}
