// What the resources Drain and Sweep keep in the state, and what their delete works by.

import type { AwsLogin } from "../../util/aws-login";
import { escapeLines } from "../../util/escape-control-chars";

export interface SweepInputs {
  readonly clusterName: string;
  readonly region: string;
  /** What lies in another VPC is not touched. Absent only where `npm run drain` finds no cluster any more. */
  readonly vpcId?: string;
  /** Whether the stack made the VPC: what AWS services put there goes with it. Absent in states of older releases: it stays. */
  readonly ownsVpc?: boolean;
  /** Whether the stack runs the FSx driver, whose file systems are then looked for. */
  readonly hasFsxDriver?: boolean;
  /** ARN of the cluster: whose account nothing else is done in. Absent in states of releases before 2026-12, which is an error. */
  readonly clusterArn?: string;
  /** How to sign in to AWS. Default: the credentials of the environment. */
  readonly login?: AwsLogin;
  /** How long to wait in all. */
  readonly timeoutMinutes: number;
}

export interface DrainInputs extends SweepInputs {
  /** As `components/cluster/kubeconfig.ts` makes it: JSON. */
  readonly kubeconfig: string;
}

export interface AddonGuardInputs extends Omit<DrainInputs, "timeoutMinutes"> {
  /** Whether the cluster outlives the stack: then operators go at destroy as they do when they are turned off. */
  readonly existing: boolean;
  /** Settings of the operators that the stack installs, such as `keda`. */
  readonly operators: readonly string[];
  /** Custom resources that the stack makes, such as `ClusterIssuer letsencrypt` or `Application argocd/platform`. */
  readonly objects: readonly string[];
}

/** Why a delete does not go on. The message says what is left and the way on. */
export class DrainError extends Error {
  constructor(message: string) {
    super(escapeLines(message)); // what AWS and the API server said is in it
  }

  /** Pulumi's dynamic provider prints both beside the message, which the engine shows anyway. */
  override stack = "for the reason below";

  override toString(): string {
    return "Not deleted";
  }
}

/** Environment variables that leave out, with the value `skip`, what cannot be done any more. */
export const skipDrain = "EKS_BLUEPRINTS_DRAIN";
export const skipSweep = "EKS_BLUEPRINTS_SWEEP";
