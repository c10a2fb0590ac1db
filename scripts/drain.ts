// Drains a stack's cluster as `pulumi destroy` does first, without destroying resources of the stack.

import * as path from "node:path";
import { kubeconfig } from "../components/cluster/kubeconfig";
import { blockingDrivers } from "../components/environment/data-stores";
import { type ParsedSettings, parseStackConfig, type RawStackConfig } from "../components/environment/read-settings";
import { type Preview, previewMinutes } from "../components/lifecycle/drain/aws/cleanup";
import { awsCommand } from "../components/lifecycle/drain/aws/cli";
import { type ClusterState, clusterState } from "../components/lifecycle/drain/aws/cluster";
import { retrying } from "../components/lifecycle/drain/aws/retry";
import { bullets, drain, drainNodes, notListed, previewDrain, previewDrainNodes } from "../components/lifecycle/drain/drain";
import { verifyAccount } from "../components/lifecycle/drain/identity";
import { thisProcess, waitOptions } from "../components/lifecycle/drain/runtime";
import { previewSweep, sweep } from "../components/lifecycle/drain/sweep";
import { DrainError, type SweepInputs } from "../components/lifecycle/drain/types";
import { partitionOf } from "../components/reference/partition";
import { accountOf } from "../components/util/arn";
import { fileVariables, lastRole } from "../components/util/aws-login";
import { escapeLines } from "../components/util/escape-control-chars";
import { SettingsError } from "../components/util/settings-error";
import { stackFile, stackOf, userDirectory } from "../plan/cli/stack-source";
import { Failure } from "../plan/project/failure";
import { readProject } from "../plan/project/project";
import { readStackFile } from "../plan/project/stack";
import { type Arguments, argumentsOf, usage } from "./drain-arguments";
import { clusterArnInState, decryptedConfig } from "./drain-state";

const root = path.resolve(__dirname, "..");

/** Settings of the cluster in the stack file. @throws Failure, also if the cluster does not belong to the stack */
function settingsOf({ stack, config: file, minutes }: Arguments) {
  const project = readProject(root);
  const source = file === undefined ? stackOf(project, stack) : stackFile(file, userDirectory());
  const { config, secretKeys } = readStackFile(project, source.text, source.label, false);
  const readable = secretKeys.some((key) => key.startsWith("aws:")) ? { ...config, ...loginConfig(stack, file) } : config;
  const { region, settings, awsLogin, addonPlan } = checked({ project: project.name, stack, config: readable, secretKeys }, source.label);
  const { addons, cluster, network } = settings;
  if (cluster.existing)
    throw new Failure([
      `${source.label}: eks-blueprints:cluster.existing: the stack does not own the cluster ${cluster.existing.name}, so it is not emptied`,
    ]);
  const timeoutMinutes = minutes ?? (cluster.drain === false ? 20 : cluster.drain.timeoutMinutes);
  return {
    inputs: {
      clusterName: cluster.name,
      region,
      ownsVpc: network.existing === undefined,
      hasFsxDriver: addons["aws-fsx-csi-driver"] !== undefined,
      timeoutMinutes,
      login: awsLogin,
    } satisfies SweepInputs,
    drivers: blockingDrivers({ addonPlan }),
    kubectl: cluster.kubeconfig,
  };
}

/** Credentials of the stack, decrypted. @throws Stopped */
function loginConfig(stack: string, file: string | undefined): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(decryptedConfig(root, stack, file && path.resolve(userDirectory(), file))).filter(([key]) => key.startsWith("aws:")),
    );
  } catch (error) {
    throw new DrainError(`The stack file encrypts how to sign in to AWS, and Pulumi cannot read it: ${(error as Error).message}`);
  }
}

/**
 * ARN of the cluster, with the account from the command line, the stack's state, or the deploying role.
 * @throws Stopped if none of them has it
 */
function arnOf({ clusterName, region, login = {} }: SweepInputs, { stack, account }: Arguments): string {
  const inAccount = (id: string) => `arn:${partitionOf(region)}:eks:${region}:${id}:cluster/${clusterName}`;
  if (account !== undefined) return inAccount(account);
  let reason = `the state of stack ${stack} has no such cluster`;
  try {
    const arn = clusterArnInState(root, stack, clusterName);
    if (arn) return arn;
  } catch (error) {
    reason = `the state of stack ${stack} cannot be read: ${(error as Error).message}`;
  }
  const deployer = accountOf(lastRole(login));
  if (deployer !== undefined) return inAccount(deployer);
  throw new DrainError(
    `Cannot determine the AWS account of the cluster ${clusterName}: ${reason}. Set it: npm run drain -- ${stack} --account 111122223333`,
  );
}

/** @throws Failure with all problems of the settings */
function checked(texts: RawStackConfig, label: string): ParsedSettings {
  try {
    return parseStackConfig(texts);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new Failure(error.issues.map(({ path: at, message }) => `${label}: ${at}: ${message}`));
  }
}

async function run(args: Arguments): Promise<void> {
  const { inputs: said, kubectl, drivers } = settingsOf(args);
  const inputs = { ...said, clusterArn: arnOf(said, args) };
  const { clusterName, region, login = {} } = inputs;
  const aws = awsCommand(inputs);
  const wait = waitOptions(thisProcess, args.dryRun ? previewMinutes : inputs.timeoutMinutes);
  await verifyAccount(inputs, aws, thisProcess, wait);
  const found = await clusterState(retrying(aws, thisProcess, wait), clusterName);
  if (found.state === "unknown") throw new DrainError(`Cannot look up the cluster ${clusterName}: ${found.reason}`);
  if (found.state === "gone") return runWithout(inputs, aws, args);
  const facts = { clusterName, region, ...reached(found, clusterName) };
  const whole = {
    ...inputs,
    vpcId: found.vpcId,
    kubeconfig: kubeconfig(facts, kubectl, fileVariables(login)),
    blockingDrivers: drivers,
  };
  const [remove, preview] = args.nodes ? [drainNodes, previewDrainNodes] : [drain, previewDrain];
  if (!args.dryRun) return remove(whole, aws, thisProcess);
  reportProgress(await preview(whole, aws, thisProcess), clusterName);
}

/** If the cluster no longer exists, finds its orphans in the region by its name. */
async function runWithout(inputs: SweepInputs, aws: ReturnType<typeof awsCommand>, { dryRun }: Arguments): Promise<void> {
  const { clusterName, region } = inputs;
  console.log(`The cluster ${clusterName} does not exist in ${region}; searching for its remaining AWS resources`);
  if (dryRun) return reportProgress(await previewSweep(inputs, aws, thisProcess), clusterName);
  await sweep(inputs, aws, thisProcess);
}

function reached({ status, endpoint, certificateAuthority }: Extract<ClusterState, { state: "there" }>, clusterName: string) {
  if (!endpoint || !certificateAuthority) throw new DrainError(`The cluster ${clusterName} is ${status} and has no endpoint yet`);
  return { endpoint, certificateAuthority };
}

/** @throws Stopped if the list may be incomplete */
function reportProgress({ lines, unlisted }: Preview, clusterName: string): void {
  console.log(
    lines.length > 0
      ? `A drain of ${clusterName} would:\n${bullets(lines)}`.trimEnd()
      : `A drain of ${clusterName} would find nothing to remove${unlisted.length > 0 ? " of what AWS listed" : ""}`,
  );
  if (unlisted.length > 0) throw new DrainError(notListed(unlisted).trimEnd());
}

async function main(): Promise<number> {
  try {
    const args = argumentsOf(process.argv.slice(2));
    if (args) await run(args);
    else console.log(usage);
    return 0;
  } catch (error) {
    console.error(escapeLines(error instanceof Failure ? error.issues.join("\n") : (error as Error).message));
    return error instanceof Failure ? 2 : 1;
  }
}

void main().then((status) => {
  process.exitCode = status;
});
