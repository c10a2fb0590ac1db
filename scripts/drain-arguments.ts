// The command line of `npm run drain`.
import { parseArgs } from "node:util";
import { UsageError } from "../plan/cli/arguments";

export const usage = `Usage: npm run drain -- <stack> [flags]

Removes from the stack's cluster what holds resources of AWS, and waits until they are gone: load balancers, volumes with the reclaim policy
Delete and their workloads. \`pulumi destroy\` does the same automatically, before its deletes. Signs in to AWS as configured in the stack file.

  --config FILE         read the stack's settings from this file instead
  --dry-run             list what would be removed, and remove nothing
  --nodes               remove only the nodes that Karpenter started, as the destroy does when nothing needs them any more
  --account ID          the AWS account of the cluster (default: by the stack's state, else by the last role of aws:assumeRoles);
                        in another account nothing is looked up or removed
  --timeout-minutes N   wait no longer than this (default: eks-blueprints:cluster.drain.timeoutMinutes)
  --help                print this

Exit status: 0 nothing is left; 1 something is left or could not be listed, and why; 2 wrong usage, or invalid settings.
`;

export interface Arguments {
  readonly stack: string;
  /** Stack file to use instead of the stack's own. */
  readonly config?: string;
  readonly dryRun: boolean;
  /** Whether to remove only the nodes of Karpenter. */
  readonly nodes: boolean;
  readonly minutes?: number;
  /** Id of the AWS account. */
  readonly account?: string;
}

/** Parses the command line; undefined for `--help`. @throws UsageError */
export function argumentsOf(args: readonly string[]): Arguments | undefined {
  const options = {
    config: { type: "string" },
    "dry-run": { type: "boolean" },
    nodes: { type: "boolean" },
    "timeout-minutes": { type: "string" },
    account: { type: "string" },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) return undefined;
    if (positionals.length !== 1) throw new Error("one stack must be named: npm run drain -- <stack>");
    const text = values["timeout-minutes"];
    if (text !== undefined && !/^[1-9]\d{0,3}$/.test(text))
      throw new Error(`--timeout-minutes: expected a whole number from 1, found ${text}`);
    const { account, config, "dry-run": dryRun = false, nodes = false } = values;
    if (account !== undefined && !/^\d{12}$/.test(account))
      throw new Error(`--account: expected an account id of 12 digits, found ${account}`);
    const minutes = text === undefined ? undefined : Number(text);
    return {
      stack: positionals[0]!,
      dryRun,
      nodes,
      minutes,
      ...(config !== undefined && { config }),
      ...(account !== undefined && { account }),
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
