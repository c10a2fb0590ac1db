// What the resources Drain and Sweep keep in the state, and what their delete works by.

export interface DrainInputs {
  /** `drain`: before anything of the stack goes. `sweep`: when the control plane is gone, before its network. */
  readonly role: "drain" | "sweep";
  /** False where `cluster.drain` is off: the delete does nothing. The resource stays all the same, because leaving the program would be a delete. */
  readonly enabled: boolean;
  readonly clusterName: string;
  readonly region: string;
  /** What lies in another VPC is not touched. Absent only where `npm run drain` finds no cluster any more. */
  readonly vpcId?: string;
  /** As `components/cluster/kubeconfig.ts` makes it: JSON. */
  readonly kubeconfig: string;
  /** Profile of the AWS CLI. */
  readonly profile?: string;
  /** Roles that are assumed one after the other, from `aws:assumeRoles`. */
  readonly roleArns?: readonly string[];
  /** How long to wait in all. */
  readonly timeoutMinutes: number;
}

/** Why a delete does not go on. The message says what is left and the way on; a stack trace would only hide it. */
export class Stopped extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Stopped";
    this.stack = "";
  }
}

/** Environment variable that leaves the drain out, for a cluster that nobody can drain any more. */
export const skipVariable = "EKS_BLUEPRINTS_DRAIN";
