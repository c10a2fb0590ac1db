// Data that `npm run drain` reads with the Pulumi CLI: decrypted config, and the cluster in the stack's state.
import { spawnSync } from "node:child_process";

interface Resource {
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** JSON output of `pulumi <words>`. @throws Error with its error output */
function ask(directory: string, words: readonly string[]): unknown {
  const { error, status, stdout, stderr } = spawnSync("pulumi", [...words], {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 512 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (error) throw new Error((error as NodeJS.ErrnoException).code === "ENOENT" ? "the command pulumi was not found" : error.message);
  if (status !== 0) throw new Error(stderr.trim() || `pulumi ${words[0]} ended with status ${status}`);
  return JSON.parse(stdout);
}

/**
 * Stack config with decrypted secrets, by full key; from the stack's own file by default. @throws Error if the Pulumi CLI cannot read it
 */
export function decryptedConfig(directory: string, stack: string, file?: string): Record<string, string> {
  const config = ask(directory, [
    "config",
    "--show-secrets",
    "--json",
    "--stack",
    stack,
    ...(file ? ["--config-file", file] : []),
  ]) as Record<string, { readonly value?: string }>;
  return Object.fromEntries(Object.entries(config).flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])));
}

/** ARN of the cluster in the stack's state, of this or an older release; undefined if there is none. @throws Error as above */
export function clusterArnInState(directory: string, stack: string, clusterName: string): string | undefined {
  const state = ask(directory, ["stack", "export", "--stack", stack]) as { deployment?: { resources?: readonly Resource[] } };
  const resources = state.deployment?.resources ?? [];
  const clusters = resources.filter(({ type, outputs }) => type === "aws:eks/cluster:Cluster" && outputs?.name === clusterName);
  const cleaners = resources.filter(
    ({ type, inputs }) =>
      /^pulumi-nodejs:dynamic\/eks-blueprints:(Drain|NodeDrain|Sweep)$/.test(type) && inputs?.clusterName === clusterName,
  );
  const arns = [...clusters.map(({ outputs }) => outputs?.arn), ...cleaners.map(({ inputs }) => inputs?.clusterArn)];
  return arns.find((arn): arn is string => typeof arn === "string" && arn.startsWith("arn:"));
}
