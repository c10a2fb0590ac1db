// The inputs that Drain and Sweep keep in the state for their delete.

import type { AwsLogin } from "../../util/aws-login";
import { escapeLines } from "../../util/escape-control-chars";

export interface SweepInputs {
  readonly clusterName: string;
  readonly region: string;
  /** Resources in other VPCs are not touched. Absent only if `npm run drain` finds no cluster. */
  readonly vpcId?: string;
  /**
   * Whether the stack created the VPC, so that resources of AWS services in it are deleted too. Absent in states of older releases: they
   * are kept.
   */
  readonly ownsVpc?: boolean;
  /** Whether the stack runs the FSx driver, whose file systems are then listed. */
  readonly hasFsxDriver?: boolean;
  /** ARN of the cluster: nothing is done in another account. Absent in states of releases before 2026-12, which is an error. */
  readonly clusterArn?: string;
  /** How to sign in to AWS. Default: the credentials of the environment. */
  readonly login?: AwsLogin;
  /** Total time to wait. */
  readonly timeoutMinutes: number;
}

export interface DrainInputs extends SweepInputs {
  /** JSON, from `components/cluster/kubeconfig.ts`. */
  readonly kubeconfig: string;
  /** CSI drivers with a file system of the stack that AWS does not delete while it has volumes. */
  readonly blockingDrivers?: readonly string[];
}

export interface AddonGuardInputs extends Omit<DrainInputs, "timeoutMinutes" | "blockingDrivers"> {
  /** Whether the cluster continues to exist: then a destroy turns operators off as an update does. */
  readonly existing: boolean;
  /** Settings of the operators that the stack installs, such as `keda`. */
  readonly operators: readonly string[];
  /** Custom resources that the stack creates, such as `ClusterIssuer letsencrypt` or `Application argocd/platform`. */
  readonly objects: readonly string[];
}

/** Why a delete stops. The message lists what remains and how to continue. */
export class DrainError extends Error {
  constructor(message: string) {
    super(escapeLines(message)); // the message contains the answers of AWS and the API server
  }

  /** Pulumi's dynamic provider prints both beside the message, which the engine shows anyway. */
  override stack = "for the reason below";

  override toString(): string {
    return "Not deleted";
  }
}

/** Environment variables that skip, with the value `skip`, a step that has become impossible. */
export const skipDrain = "EKS_BLUEPRINTS_DRAIN";
export const skipSweep = "EKS_BLUEPRINTS_SWEEP";
