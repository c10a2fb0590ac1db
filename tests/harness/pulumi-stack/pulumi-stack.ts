// A stack on the real Pulumi engine: the unchanged program, simulated providers on a fake AWS, and a backend in a temporary directory.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { connectFakeAws, type RemoteFakeAws } from "../fake-aws/remote";
import type { FakeAwsOptions } from "../fake-aws/types";
import { stackText } from "../mocks/stacks";
import { findCli } from "./cli";
import { listenToEvents } from "./events";
import type { FakeAwsSettings, PulumiStackOptions, Result, RunOptions } from "./options";
import { furnish, type Plugins } from "./plugins";
import { type Helper, start, stop } from "./processes";
import { changesOf, type Deployment } from "./results";
import { type Ended, runCli } from "./run-cli";

type Verb = "preview" | "up" | "refresh" | "destroy";

const FLAGS: Readonly<Record<Verb, readonly string[]>> = {
  preview: ["preview"],
  up: ["up", "--yes", "--skip-preview"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** Without a fake AWS CLI, drain and sweep would stop each destroy. */
const withoutAws = { EKS_BLUEPRINTS_DRAIN: "skip", EKS_BLUEPRINTS_SWEEP: "skip" };

export class PulumiStack {
  /** The directory of all files of the stack. */
  readonly directory = mkdtempSync(path.join(tmpdir(), "eks-blueprints-stack-"));
  readonly stack: string;
  /** The text of the stack file. */
  settings = "";
  private readonly cli = findCli()!;
  private salt = "";
  private plugins!: Plugins;
  private host!: Helper;
  private runtime: Helper | undefined;

  private constructor(private readonly options: PulumiStackOptions) {
    this.stack = options.stack;
  }

  static async start(options: PulumiStackOptions): Promise<PulumiStack> {
    const stack = new PulumiStack(options);
    stack.plugins = furnish(stack.directory, options);
    const settings = options.settings ?? stackText(options.stack);
    const program = stack.isInline ? stack.startProgram() : undefined;
    const [host, runtime] = await Promise.all([stack.startHost(options.fakeAws), program, stack.pulumi(["stack", "init", stack.stack])]);
    Object.assign(stack, { host, runtime, salt: readFileSync(stack.stackFile, "utf8") });
    stack.configure(settings);
    return stack;
  }

  /** The fake AWS of the providers. */
  get fakeAws(): RemoteFakeAws {
    return connectFakeAws(this.host);
  }

  /** Sets the text of the stack file for the next runs. */
  configure(settings: string): void {
    this.settings = settings;
    writeFileSync(this.stackFile, `${settings}\n${this.salt}`);
  }

  /** Encrypts a setting in the stack file, by its path such as `eks-blueprints:gitops.credentials.password`. */
  async setSecret(setting: string, value: string): Promise<void> {
    await this.pulumi(["config", "set", "--secret", "--path", setting, value, "--stack", this.stack]);
  }

  /** The stack's state in the backend, with encrypted secrets. */
  get stateFile(): string {
    return path.join(this.directory, "state/.pulumi/stacks/eks-blueprints", `${this.stack}.json`);
  }

  preview(options?: RunOptions): Promise<Result> {
    return this.run("preview", options);
  }

  up(options?: RunOptions): Promise<Result> {
    return this.run("up", options);
  }

  refresh(options?: RunOptions): Promise<Result> {
    return this.run("refresh", options);
  }

  destroy(options?: RunOptions): Promise<Result> {
    return this.run("destroy", options);
  }

  /** The stack's state with decrypted secrets. */
  async export(): Promise<Deployment> {
    const { output } = await this.pulumi(["stack", "export", "--show-secrets", "--stack", this.stack]);
    return (JSON.parse(output) as { deployment: Deployment }).deployment;
  }

  /** Removes the lock of a killed engine. */
  async cancel(): Promise<void> {
    await this.pulumi(["cancel", "--yes", "--stack", this.stack]);
  }

  /** Runs `pulumi import` with an import file. @returns whether it succeeded */
  async import(file: string): Promise<boolean> {
    const PATH = [path.join(this.directory, "language"), this.environment().PATH].join(path.delimiter);
    const args = ["--file", file, "--yes", "--skip-preview", "--protect=false", "--generate-code=false", "--stack", this.stack];
    return (await this.pulumi(["import", ...args], { PATH }, true)).exitCode === 0;
  }

  /** Restarts the providers on the same fake AWS, as after a crash or with other failures. */
  async restartHost(fakeAws?: FakeAwsSettings): Promise<void> {
    await stop(this.host);
    this.host = await this.startHost(fakeAws);
  }

  async stop(): Promise<void> {
    await Promise.all([this.host, this.runtime].map((helper) => helper && stop(helper)));
    this.plugins.end();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private startProgram(): Promise<Helper> {
    return start("program.ts", [this.options.program ?? "."], this.environment());
  }

  private startHost(fakeAws: FakeAwsSettings = {}): Promise<Helper> {
    const options: FakeAwsOptions = { ...fakeAws, journal: path.join(this.directory, "fake-aws.jsonl") };
    return start("host/main.ts", [JSON.stringify(options)], this.environment());
  }

  /** Whether the program runs in a process of the stack and not by the CLI. */
  private get isInline(): boolean {
    return this.options.runtime !== "host";
  }

  private get stackFile(): string {
    return path.join(this.directory, `Pulumi.${this.stack}.yaml`);
  }

  private async run(verb: Verb, options: RunOptions = {}): Promise<Result> {
    const { killAt, killDelay = 0, onEvent, parallel } = options;
    let kill = () => {};
    const log = await listenToEvents((event) => {
      onEvent?.(event);
      if (killAt?.(event)) setTimeout(() => kill(), killDelay);
    });
    const runsProgram = this.isInline && (verb === "preview" || verb === "up");
    if (runsProgram) this.runtime ??= await this.startProgram();
    const args = [...FLAGS[verb], "--stack", this.stack, "--event-log", log.address, "--suppress-progress", ...(options.args ?? [])];
    if (runsProgram) args.push(`--client=${this.runtime!.ready}`, "--exec-kind", "auto.inline");
    if (parallel !== undefined) args.push("--parallel", String(parallel));
    if (options.refresh) args.push("--refresh");
    if (options.expectNoChanges) args.push("--expect-no-changes");
    try {
      const onStart = (how: () => void) => {
        kill = how;
      };
      const running = this.pulumi(args, options.env, options.mayFail || killAt !== undefined, onStart);
      const { exitCode, output, duration } = await running.finally(() => log.close());
      if (exitCode !== 0 && runsProgram) await this.dropRuntime();
      return { exitCode, output, events: log.events, changes: changesOf(log.events), duration };
    } catch (error) {
      if (runsProgram) await this.dropRuntime();
      throw error;
    }
  }

  /** After a failed run, the program may still wait in that process. */
  private async dropRuntime(): Promise<void> {
    if (this.runtime) await stop(this.runtime);
    this.runtime = undefined;
  }

  private environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|PULUMI_|KUBECONFIG$)/.test(name));
    return {
      ...Object.fromEntries(inherited),
      PATH: [path.join(this.directory, "bin"), path.dirname(this.cli), process.env.PATH].join(path.delimiter),
      PULUMI_HOME: path.join(this.directory, "home"),
      PULUMI_BACKEND_URL: `file://${path.join(this.directory, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
      PULUMI_DEBUG_COMMANDS: "true",
      ...(existsSync(path.join(this.directory, "bin", "aws")) ? {} : withoutAws),
    };
  }

  /** `name:port` of the simulated providers. */
  private get simulated(): string {
    const all = this.host.ready.split(",");
    return all.filter((one) => !(this.options.realKubernetes && one.startsWith("kubernetes:"))).join(",");
  }

  /** Runs the CLI. @throws Error with its output when it fails */
  private async pulumi(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    mayFail = false,
    onStart: (kill: () => void) => void = () => {},
  ): Promise<Ended> {
    const providers = this.host && { PULUMI_DEBUG_PROVIDERS: this.simulated };
    const allArgs = [...args, "--non-interactive", "--color", "never"];
    const ended = await runCli(this.cli, allArgs, { cwd: this.directory, env: { ...this.environment(), ...providers, ...env } }, onStart);
    if (ended.exitCode !== 0 && !mayFail) throw new Error(`pulumi ${args.join(" ")}: ${ended.exitCode ?? "killed"}\n${ended.output}`);
    return ended;
  }
}
