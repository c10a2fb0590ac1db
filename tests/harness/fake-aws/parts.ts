import type { RestorableSimulation } from "../../../plan/simulation";
import type { Clock } from "./clock";
import type { Failures } from "./failures";
import type { Ledger } from "./ledger";
import type { FakeAwsOptions, Operation } from "./types";

/** What the actions of the fake AWS share. */
export interface Parts {
  readonly options: FakeAwsOptions;
  readonly simulation: RestorableSimulation;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly faults: Failures;
  readonly record: (operation: Operation) => void;
}
