// The options of a test stack, and the result of a run.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { FakeAwsOptions } from "../fake-aws/types";

export interface PulumiStackOptions {
  readonly stack: string;
  /** The text of the stack file. Default: `Pulumi.<stack>.yaml`. */
  readonly settings?: string;
  /** The directory of another program with an index.ts, relative to the project. Default: the program itself. */
  readonly program?: string;
  /**
   * How the program runs. `inline` (default): in a process of the test stack that receives each run's address. `host`: by the CLI with `Pulumi.yaml`
   * and the Node.js language host that `npm run setup:engine` builds.
   */
  readonly runtime?: "inline" | "host";
  /** Uses the real Kubernetes provider (`npm run setup:engine -- --kubernetes`) instead of the simulated one. Default false. */
  readonly realKubernetes?: boolean;
  /** Options of the fake AWS. Default: no failures and no delays. */
  readonly fakeAws?: FakeAwsSettings;
}

/** Options of the fake AWS without the journal, which belongs to the test stack. */
export type FakeAwsSettings = Omit<FakeAwsOptions, "journal" | "killed">;

export interface RunOptions {
  /** The number of parallel operations. Default: that of the CLI. */
  readonly parallel?: number;
  /** Refreshes before the run. */
  readonly refresh?: boolean;
  /** Fails if a resource changes. */
  readonly expectNoChanges?: boolean;
  /** Additional environment variables of the CLI. */
  readonly env?: Readonly<Record<string, string>>;
  /** Additional arguments of the CLI. */
  readonly args?: readonly string[];
  /** Returns instead of throwing when the run fails. */
  readonly mayFail?: boolean;
  /** Kills the engine and its child processes (SIGKILL) at the first event for which this returns true. */
  readonly killAt?: (event: EngineEvent) => boolean;
  /** Milliseconds between that event and the SIGKILL. Default 0. */
  readonly killDelay?: number;
  readonly onEvent?: (event: EngineEvent) => void;
}

export interface Result {
  /** The exit code of the CLI; null if it was killed. */
  readonly exitCode: number | null;
  /** The output of the CLI. */
  readonly output: string;
  readonly events: readonly EngineEvent[];
  /** The number of resources by operation: create, update, same, ... */
  readonly changes: Readonly<Record<string, number>>;
  /** Duration in seconds. */
  readonly duration: number;
}
