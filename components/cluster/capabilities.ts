import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { accessPolicyAssociation } from "../iam/access-entry";
import { policyDocument } from "../iam/policy";
import { Role } from "../iam/role";
import { ackPermissions } from "../reference/ack-services";
import { capabilitiesPrincipal } from "../reference/aws-names";
import { managedPolicyArn } from "../reference/partition";
import type { ClusterSettings } from "../settings/types";
import type { Context } from "../util/context";
import type { IamPermissions } from "../util/schemas";

export type CapabilitySettings = NonNullable<ClusterSettings["capabilities"]>;
type ClusterAccess = NonNullable<NonNullable<CapabilitySettings["ack"]>["access"]>;

export interface CapabilitiesArgs {
  readonly context: Context;
  readonly settings: CapabilitySettings;
  readonly clusterName: pulumi.Input<string>;
}

/** Outputs for a capability. */
export interface CapabilityOutputs {
  /** Role with which it acts, in AWS and in the cluster. */
  readonly roleArn: pulumi.Output<string>;
  /** Version of the capability, which EKS chooses. */
  readonly version: pulumi.Output<string>;
  /** URL of the UI and API of Argo CD; of no other capability. */
  readonly serverUrl?: pulumi.Output<string>;
}

interface PlannedCapability extends Partial<IamPermissions> {
  readonly type: "ARGOCD" | "ACK" | "KRO";
  readonly title: string;
  readonly access?: ClusterAccess | undefined;
  readonly configuration?: aws.types.input.eks.CapabilityConfiguration;
}

/**
 * EKS capabilities, each with a role of its own. EKS creates the access entry of the role, and its namespace and CRDs.
 * They end after all objects in the cluster: objects of a namespace that is deleted still have their controller.
 */
export class Capabilities extends pulumi.ComponentResource {
  /** By capability. */
  readonly outputs: Readonly<Record<string, CapabilityOutputs>>;
  /** Capabilities and their access in the cluster. */
  readonly resources: pulumi.CustomResource[] = [];

  constructor(name: string, { context, settings, clusterName }: CapabilitiesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Capabilities", name, {}, opts);
    const planned = Object.entries(plannedCapabilities(context, settings));
    this.outputs = Object.fromEntries(
      planned.map(([key, each]) => [key, this.create(`${name}-${key}`, key, each, { context, clusterName })]),
    );
    this.registerOutputs({ outputs: this.outputs });
  }

  private create(
    name: string,
    capabilityName: string,
    { type, title, policies = [], statements = [], access, configuration }: PlannedCapability,
    { context, clusterName }: Pick<CapabilitiesArgs, "context" | "clusterName">,
  ): CapabilityOutputs {
    const { tags } = context;
    const role = new Role(
      `${name}-role`,
      {
        context,
        description: `${title} of EKS cluster ${context.clusterName}`,
        trust: policyDocument({
          Effect: "Allow",
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Principal: { Service: capabilitiesPrincipal },
        }),
        managedPolicyArns: [...new Set(policies)],
        statements,
      },
      { parent: this },
    );
    const capability = new aws.eks.Capability(
      name,
      {
        clusterName,
        capabilityName,
        type,
        roleArn: role.arn,
        deletePropagationPolicy: "RETAIN",
        ...(configuration && { configuration }),
        tags,
      },
      // EKS changes neither, and has one capability of a type: the provider would update them in vain
      { parent: this, replaceOnChanges: ["configuration.argoCd.namespace", "configuration.argoCd.awsIdc"], deleteBeforeReplace: true },
    );
    this.resources.push(capability);
    if (access)
      this.resources.push(
        accessPolicyAssociation(
          `${name}-access`,
          {
            context,
            clusterName,
            principalArn: capability.roleArn, // which has an access entry when the capability is there
            policy: access.policy,
            namespaces: access.namespaces.length > 0 ? access.namespaces : undefined,
          },
          { parent: this },
        ),
      );
    return {
      roleArn: capability.roleArn,
      version: capability.version,
      ...(type === "ARGOCD" && { serverUrl: capability.configuration.apply((known) => known?.argoCd?.serverUrl ?? "") }),
    };
  }
}

/** What the settings ask for, by name of the capability. */
function plannedCapabilities({ region, partition }: Context, { argocd, ack, kro }: CapabilitySettings): Record<string, PlannedCapability> {
  const recommended = ack && ackPermissions(partition, ack.services);
  return {
    ...(argocd && { argocd: { type: "ARGOCD", title: "Argo CD", ...argocd, configuration: argocdConfiguration(region, argocd) } }),
    ...(ack &&
      recommended && {
        ack: {
          type: "ACK",
          title: "AWS Controllers for Kubernetes",
          access: ack.access,
          policies: [...recommended.policies.map((policy) => managedPolicyArn(partition, policy)), ...ack.policies],
          statements: [...recommended.statements, ...ack.statements],
        },
      }),
    ...(kro && { kro: { type: "KRO", title: "Kube Resource Orchestrator", ...(typeof kro === "object" && { access: kro.access }) } }),
  };
}

function argocdConfiguration(
  region: string,
  { idcInstanceArn, idcRegion = region, namespace, roleMappings, vpcEndpointIds }: NonNullable<CapabilitySettings["argocd"]>,
): aws.types.input.eks.CapabilityConfiguration {
  const rbacRoleMappings = roleMappings.map(({ role, identities }) => ({ role, identities: identities.map((each) => ({ ...each })) }));
  return {
    argoCd: {
      awsIdc: { idcInstanceArn, idcRegion },
      namespace,
      ...(rbacRoleMappings.length > 0 && { rbacRoleMappings }),
      ...(vpcEndpointIds.length > 0 && { networkAccess: { vpceIds: [...vpcEndpointIds] } }),
    },
  };
}

/** Registers the cluster with its own Argo CD, which knows clusters by Secrets, and EKS clusters by their ARN. */
export function localCluster(
  name: string,
  { settings: { argocd }, clusterArn }: { readonly settings: CapabilitySettings; readonly clusterArn: pulumi.Output<string> },
  opts: pulumi.CustomResourceOptions,
): k8s.core.v1.Secret[] {
  if (!argocd?.access) return [];
  const metadata = { name: "local-cluster", namespace: argocd.namespace, labels: { "argocd.argoproj.io/secret-type": "cluster" } };
  return [new k8s.core.v1.Secret(name, { metadata, stringData: { name: "local-cluster", server: clusterArn, project: "default" } }, opts)];
}
