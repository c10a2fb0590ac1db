// What a rig is asked for, and what a run of it answers.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { FakeAwsOptions } from "../fake-aws/types";

export interface PulumiStackOptions {
  readonly stack: string;
  /** Text of the stack file; default that of `Pulumi.<stack>.yaml`. */
  readonly settings?: string;
  /** Directory with the index.ts of another program, from the project's. Default: the program itself. */
  readonly program?: string;
  /**
   * What runs the program. `inline` (default): a process of the rig, which is told each run's address. `host`: the CLI itself, by `Pulumi.yaml` as
   * it is and the Node.js language host that `npm run setup:engine` builds.
   */
  readonly runtime?: "inline" | "host";
  /** The real Kubernetes provider (`npm run setup:engine -- --kubernetes`) instead of the stand-in. Default false. */
  readonly realKubernetes?: boolean;
  /** Of the world behind the providers. Default: nothing goes wrong, and nothing takes time. */
  readonly world?: FakeAwsSettings;
}

/** Options of the world but its journal, which is the rig's. */
export type FakeAwsSettings = Omit<FakeAwsOptions, "journal" | "killed">;

export interface RunOptions {
  /** How many operations at once. Default the CLI's. */
  readonly parallel?: number;
  /** Reads what is there before. */
  readonly refresh?: boolean;
  /** Fails where something changes. */
  readonly expectNoChanges?: boolean;
  /** Further environment of the CLI. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments of the CLI. */
  readonly args?: readonly string[];
  /** Answers instead of throwing where the run fails. */
  readonly mayFail?: boolean;
  /** SIGKILL to the engine, and all that it started, at the first event that this holds for. */
  readonly killAt?: (event: EngineEvent) => boolean;
  /** Real milliseconds between that event and the SIGKILL. Default 0. */
  readonly killDelay?: number;
  readonly onEvent?: (event: EngineEvent) => void;
}

export interface Result {
  /** Of the CLI; nothing where it was killed. */
  readonly exitCode: number | null;
  /** What the CLI printed. */
  readonly output: string;
  readonly events: readonly EngineEvent[];
  /** How many resources were created, updated, same, ... */
  readonly changes: Readonly<Record<string, number>>;
  /** Seconds. */
  readonly duration: number;
}
