import type * as pulumi from "@pulumi/pulumi";
import type { AwsLogin } from "../../util/aws-login";
import { DynamicResource } from "../dynamic-resource";
import { drain } from "../generated/drain";

/** What both need. All of it lies in the state, for a destroy that runs without the program. */
export interface SweepArgs {
  /** Off: the delete does nothing. The resource stays all the same, because leaving the program would be a delete. */
  readonly enabled: boolean;
  readonly clusterName: string;
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** Whether the VPC is the stack's own, and what AWS services put there goes with it. */
  readonly ownsVpc: boolean;
  /** Whether the FSx driver may have made file systems, which hold the subnets. */
  readonly hasFsxDriver: boolean;
  /** Says whose account nothing else is done in. */
  readonly clusterArn?: pulumi.Input<string>;
  /** How to sign in to AWS; secret where it holds one. Default: the credentials of the environment. */
  readonly login?: pulumi.Input<AwsLogin>;
  /** How long to wait in all. */
  readonly timeoutMinutes: number;
}

export interface DrainArgs extends SweepArgs {
  /** Secret. */
  readonly kubeconfig: pulumi.Input<string>;
}

/** Goes first: its delete removes from the cluster what holds AWS resources, but nodes, and waits until they are gone. */
export class Drain extends DynamicResource {
  constructor(name: string, args: DrainArgs, opts?: pulumi.CustomResourceOptions) {
    super("Drain", name, drain, { role: "drain", ...args }, { ...opts, additionalSecretOutputs: ["kubeconfig"] });
  }
}

/**
 * Lies between Karpenter, without which no node of its goes, and all that may need a node: its delete ends Karpenter's nodes, and waits until
 * they are gone.
 */
export class NodeDrain extends DynamicResource {
  constructor(name: string, args: DrainArgs, opts?: pulumi.CustomResourceOptions) {
    super("NodeDrain", name, drain, { role: "nodes", ...args }, { ...opts, additionalSecretOutputs: ["kubeconfig"] });
  }
}

/** All of it lies in the state, where the next check finds it. */
export interface AddonGuardArgs extends Omit<DrainArgs, "enabled" | "timeoutMinutes" | "ownsVpc" | "hasFsxDriver"> {
  /** Whether the cluster outlives the stack. */
  readonly existing: boolean;
  /** Settings of the operators that the stack installs, such as `keda`. */
  readonly operators: readonly string[];
  /** Names of the custom resources that the stack makes, such as `ClusterIssuer letsencrypt`. */
  readonly objects: pulumi.Input<string>[];
}

/** Comes last: at preview and up its check refuses to turn an operator off whose objects would wait for it for ever, and names these. */
export class AddonGuard extends DynamicResource {
  constructor(name: string, args: AddonGuardArgs, opts?: pulumi.CustomResourceOptions) {
    super("AddonGuard", name, drain, { role: "addons", ...args }, { ...opts, additionalSecretOutputs: ["kubeconfig"] });
  }
}

/**
 * Lies between network and control plane: its delete runs when the cluster is gone, and removes what that left in the VPC.
 * @param args.subnetIds so that it goes before the subnets, which leaked interfaces would hold
 */
export class Sweep extends DynamicResource {
  constructor(name: string, args: SweepArgs & { readonly subnetIds: pulumi.Input<string>[] }, opts?: pulumi.CustomResourceOptions) {
    super("Sweep", name, drain, { role: "sweep", ...args }, opts);
  }
}
