import type * as pulumi from "@pulumi/pulumi";
import type { AwsLogin } from "../../util/aws-login";
import { DynamicResource } from "../dynamic-resource";
import { drain } from "../generated/drain";

/** Inputs of both. They are stored in the state, for a destroy that runs without the program. */
export interface SweepArgs {
  /** False: the delete does nothing. The resource remains in the program, because its removal would be a delete. */
  readonly enabled: boolean;
  readonly clusterName: string;
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Whether the stack created the VPC, so that resources of AWS services in it are deleted too. */
  readonly ownsVpc: boolean;
  /** Whether the FSx driver can have created file systems, which prevent the deletion of subnets. */
  readonly hasFsxDriver: boolean;
  /** ARN of the cluster. The drain refuses to work in any other account. */
  readonly clusterArn?: pulumi.Input<string>;
  /** How to sign in to AWS; secret if it contains a secret. Default: the credentials of the environment. */
  readonly login?: pulumi.Input<AwsLogin>;
  /** Total time to wait. */
  readonly timeoutMinutes: number;
}

export interface DrainArgs extends SweepArgs {
  /** Secret. */
  readonly kubeconfig: pulumi.Input<string>;
  /** CSI drivers with a file system of the stack that AWS does not delete while it has volumes. Default: none. */
  readonly blockingDrivers?: readonly string[];
}

/**
 * Is deleted first: its delete removes everything that holds AWS resources from the cluster, except nodes, and waits until they are
 * deleted.
 */
export class Drain extends DynamicResource {
  constructor(name: string, args: DrainArgs, opts?: pulumi.CustomResourceOptions) {
    super("Drain", name, drain, { role: "drain", ...args }, { ...opts, additionalSecretOutputs: ["kubeconfig"] });
  }
}

/**
 * Is deleted after everything that may need a node and before Karpenter, which terminates nodes: its delete removes Karpenter's nodes and
 * waits until they are terminated.
 */
export class NodeDrain extends DynamicResource {
  constructor(name: string, args: DrainArgs, opts?: pulumi.CustomResourceOptions) {
    super("NodeDrain", name, drain, { role: "nodes", ...args }, { ...opts, additionalSecretOutputs: ["kubeconfig"] });
  }
}

/** Inputs. They are stored in the state for the next check. */
export interface AddonGuardArgs extends Omit<DrainArgs, "enabled" | "timeoutMinutes" | "ownsVpc" | "hasFsxDriver" | "blockingDrivers"> {
  /** Whether the cluster continues to exist after a destroy. */
  readonly existing: boolean;
  /** Settings of the operators that the stack installs, such as `keda`. */
  readonly operators: readonly string[];
  /** Names of the custom resources that the stack creates, such as `ClusterIssuer letsencrypt`. */
  readonly objects: pulumi.Input<string>[];
}

/**
 * Is created last: at preview and up, its check rejects turning an operator off while there are objects that only the operator can
 * finalize, and lists them.
 */
export class AddonGuard extends DynamicResource {
  constructor(name: string, args: AddonGuardArgs, opts?: pulumi.CustomResourceOptions) {
    super("AddonGuard", name, drain, { role: "addons", ...args }, { ...opts, additionalSecretOutputs: ["kubeconfig"] });
  }
}

/**
 * Is deleted after the control plane and before the network: its delete removes what the cluster left in the VPC.
 * @param args.subnetIds so that it is deleted before the subnets, which leaked network interfaces would block
 */
export class Sweep extends DynamicResource {
  constructor(name: string, args: SweepArgs & { readonly subnetIds: pulumi.Input<string>[] }, opts?: pulumi.CustomResourceOptions) {
    super("Sweep", name, drain, { role: "sweep", ...args }, opts);
  }
}
