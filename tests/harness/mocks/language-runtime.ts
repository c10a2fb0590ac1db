// Runs a program as Pulumi's Node.js language host does (`@pulumi/pulumi/cmd/run`), with an engine that records logs and rejects every lookup.
import { spawn } from "node:child_process";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { GetRootResourceResponse, type LogRequest, SetRootResourceResponse } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { type RegisterResourceRequest, RegisterResourceResponse, SupportsFeatureResponse } from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { parse } from "yaml";

const root = path.join(__dirname, "../../..");

export interface ProgramRun {
  readonly exitCode: number | null;
  /** Messages that the SDK logged as errors. */
  readonly errors: readonly string[];
  /** The output of the process. */
  readonly stderr: string;
}

export interface ProgramOptions {
  /** Stack config by full key. */
  readonly config?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The error message of lookups. */
  readonly lookupError?: string;
  /** Options of Node.js before the program. Default: those in Pulumi.yaml. */
  readonly nodeArgs?: readonly string[];
  /** The Node.js executable. Default: that of the tests. */
  readonly node?: string;
}

/** The Node.js options in Pulumi.yaml. */
export function projectNodeArgs(yaml: string): readonly string[] {
  return (parse(yaml) as { runtime: { options: { nodeargs: string } } }).runtime.options.nodeargs.split(" ");
}

/** @param program path of the program's file */
export async function runProgram(program: string, options: ProgramOptions): Promise<ProgramRun> {
  const { config = {}, env = {}, lookupError = "no lookup", ...node } = options;
  const errors: string[] = [];
  const server = new grpc.Server();
  const respond =
    <Request, Response>(answer: (request: Request) => Response) =>
    (call: grpc.ServerUnaryCall<Request, Response>, done: grpc.sendUnaryData<Response>) =>
      done(null, answer(call.request));
  server.addService(EngineService, {
    log: respond((request: LogRequest) => {
      if (request.getSeverity() === 3) errors.push(request.getMessage());
      return new Empty();
    }),
    getRootResource: respond(() => new GetRootResourceResponse()),
    setRootResource: respond(() => new SetRootResourceResponse()),
  });
  server.addService(ResourceMonitorService, {
    supportsFeature: respond(() => new SupportsFeatureResponse().setHassupport(true)),
    registerResource: respond((request: RegisterResourceRequest) =>
      new RegisterResourceResponse().setUrn(`urn:pulumi:test::test::${request.getType()}::${request.getName()}`).setId("id"),
    ),
    registerResourceOutputs: respond(() => new Empty()),
    signalAndWaitForShutdown: respond(() => new Empty()),
    invoke: (_call: unknown, done: grpc.sendUnaryData<never>) => done({ code: grpc.status.UNKNOWN, details: lookupError }),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  try {
    const address = `127.0.0.1:${port}`;
    const flags = [`--monitor=${address}`, `--engine=${address}`, "--project=eks-blueprints", "--stack=test", `--pwd=${root}`, "--dry-run"];
    return { errors, ...(await runNode([...flags, program], { PULUMI_CONFIG: JSON.stringify(config), ...env }, node)) };
  } finally {
    server.forceShutdown();
  }
}

async function runNode(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { nodeArgs = [], node = process.execPath }: Pick<ProgramOptions, "nodeArgs" | "node">,
): Promise<Omit<ProgramRun, "errors">> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|PULUMI_|EKS_BLUEPRINTS_)/.test(name));
  const child = spawn(node, [...nodeArgs, require.resolve("@pulumi/pulumi/cmd/run"), ...args], {
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { exitCode, stderr };
}
