import { parseFinding } from "../../components/util/finding";
import { redact } from "../../components/util/redact";
import { secretsIn, shortestMasked } from "../secrets";
import type { LogLine, PlannedResource, Recording, Simulation } from "../types";
import { finished } from "./completion";
import { Deployment } from "./deployment";
import { ProgramError, type ProgramProblem } from "./errors";
import { problemsOf } from "./failures";
import { withDirectDependencies, withLazyOutputs, withoutCallSites, withoutStackTraces } from "./fast-sdk"; // first: makes the SDK load faster
import type { State } from "./goal";
import { engineLog, enter } from "./host";
import { withLeanOutputs } from "./lean-outputs";
import { withLeanRegistrations } from "./lean-registrations";
import { forAllSdks, Monitor } from "./monitor";
import { inOrder } from "./order";
import { PendingResources } from "./pending-resources";
import { withPlainProperties } from "./plain-properties";
import { withPlainStructs } from "./plain-structs";
import { findProgram, loadProgram, type Program } from "./program";
import { loadSdk, type Sdk } from "./sdk";
import { STACK_TYPE } from "./urn";

export interface RunOptions {
  /** Directory of Pulumi.yaml. */
  readonly directory: string;
  /** As in Pulumi.yaml; empty if absent. */
  readonly main: string;
  readonly project: string;
  readonly stack: string;
  /** Default `organization`, as with a self-managed backend. */
  readonly organization?: string;
  /** Full keys (`aws:region`) to values in the form of the language host: text, structured ones as JSON. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Whether outputs that only a deployment knows stay unknown, and `pulumi.runtime.isDryRun()` is true. */
  readonly preview: boolean;
  readonly simulation: Simulation;
  /** Called for each resource that the program registers. */
  readonly onResource?: () => void;
}

/**
 * Runs an unchanged Pulumi program against a resource monitor in this process. One run at a time.
 * @throws ProgramError with all errors of the program and its resources
 */
export async function runProgram(options: RunOptions): Promise<Recording> {
  const failures: unknown[] = [];
  const log: LogLine[] = [];
  let program: Program;
  let sdk: Sdk;
  try {
    program = findProgram(options.directory, options.main);
    sdk = loadSdk(program.directory);
  } catch (error) {
    throw new ProgramError([{ message: (error as Error).message }]);
  }
  const deployment = new Deployment({ ...options, directory: program.directory }, log);
  const waiting = new PendingResources(sdk, options);
  const monitor = new Monitor(sdk, deployment, (type, name) => waiting.arrived(type, name));
  const leave = enter({
    directory: program.directory,
    environment: environmentOf(options),
    onPrint: (message) => log.push({ severity: "info", message }),
    onError: (error) => failures.push(error),
  });
  const restore = connect(sdk, monitor, options, log);
  try {
    const complete = await finished(sdk, {
      run: () => sdk.stack.runInPulumiStack(() => loadProgram(program)).catch((error) => void failures.push(error)),
      failed: () => failures.length > 0 || deployment.problems.length > 0,
      activity: () => monitor.activity,
    });
    const issues = [
      ...[...new Set(failures)].flatMap((error) => problemsOf(error, program.directory, (type, name) => waiting.urnOf(type, name))),
      ...deployment.problems,
      ...log.flatMap(({ severity, message, urn }) =>
        severity === "error" && !parseFinding(message, "mandatory") ? [{ message, ...(urn && { urn }) }] : [],
      ),
    ];
    if (!complete && issues.length === 0) issues.push(...waiting.problems());
    if (issues.length > 0) throw new ProgramError(withoutSecrets(unique(issues), options, deployment));
    return recordingOf(deployment, log);
  } finally {
    sdk.settings.disconnectSync();
    monitor.close();
    restore();
    waiting.stop();
    leave();
  }
}

/** Hides secrets in errors: secret settings, and secrets that the program registered before it failed. */
function withoutSecrets(
  issues: readonly ProgramProblem[],
  { config, secretKeys }: RunOptions,
  { resources }: Deployment,
): ProgramProblem[] {
  const ofConfig = secretKeys.flatMap((key) => [config[key], structured(config[key])]);
  const registered = [...resources.values()].flatMap(({ inputs, outputs }) => secretsIn([inputs, outputs]));
  const hide = redact([...ofConfig, ...registered], { shortest: shortestMasked });
  return issues.map((problem) => ({ ...problem, message: hide(problem.message) }));
}

/** A structured setting, which the language host passes as JSON. */
function structured(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/** The settings that the language host passes to a program; copies of the SDK that load later read them too. */
function environmentOf({ directory, project, stack, organization = "organization", config, secretKeys, preview }: RunOptions) {
  return {
    PULUMI_NODEJS_ORGANIZATION: organization,
    PULUMI_NODEJS_PROJECT: project,
    PULUMI_NODEJS_ROOT_DIRECTORY: directory,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_NODEJS_DRY_RUN: String(preview),
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
  };
}

/** Replaces the engine's monitor and log of the SDK. Returns a function that restores the SDK. */
function connect(sdk: Sdk, monitor: Monitor, options: RunOptions, lines: LogLine[]): () => void {
  const { project, stack, organization = "organization", preview, config, secretKeys, directory } = options;
  const settings = sdk.settings as { -readonly [K in keyof Sdk["settings"]]: Sdk["settings"][K] };
  const log = sdk.log as { debug: Sdk["log"]["debug"] };
  const { getEngine } = settings;
  const { debug } = log;
  settings.setMockOptions(forAllSdks(monitor), project, stack, preview, organization);
  sdk.state.getStore().settings.options.rootDirectory = directory;
  sdk.config.setAllConfig({ ...config }, [...secretKeys]);
  settings.getEngine = () => engineLog(lines) as unknown as ReturnType<typeof getEngine>;
  const written = Promise.resolve();
  log.debug = () => written; // hidden without `--debug`; the SDK writes some for every resource
  const replaced = [
    withoutStackTraces,
    withoutCallSites,
    withLeanRegistrations,
    withLeanOutputs,
    withLazyOutputs,
    withDirectDependencies,
    withPlainStructs,
    withPlainProperties,
  ].map((replace) => replace(sdk));
  return () => {
    for (const undo of replaced) undo();
    settings.getEngine = getEngine;
    log.debug = debug;
    settings.resetOptions("", "", -1, "", "", false, ""); // also clears leaked promises, which are already reported
  };
}

function recordingOf({ resources }: Deployment, log: readonly LogLine[]): Recording {
  const ordered = inOrder(resources);
  return { resources: ordered.map(plannedOf), outputs: ordered.find(({ type }) => type === STACK_TYPE)?.outputs ?? {}, log };
}

function plannedOf({ goal, failed, ...resource }: State): PlannedResource {
  return resource;
}

const unique = (issues: readonly ProgramProblem[]) => [...new Map(issues.map((problem) => [JSON.stringify(problem), problem])).values()];
