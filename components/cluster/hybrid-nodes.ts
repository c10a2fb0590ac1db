import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { imageCacheStatements } from "../iam/image-cache";
import { policyDocument, type Statement, serviceTrust } from "../iam/policy";
import { Role } from "../iam/role";
import { rolesAnywherePrincipal, ssmPrincipal } from "../reference/aws-names";
import { managedPolicyArn } from "../reference/partition";
import { sessionManagerPolicy } from "../reference/session-manager";
import type { ClusterSettings } from "../settings/types";
import type { Context } from "../util/context";

export type RemoteNetworkSettings = NonNullable<ClusterSettings["remoteNetworks"]>;

export interface HybridNodesArgs {
  readonly context: Context;
  readonly settings: RemoteNetworkSettings;
  /** How pods get AWS permissions. */
  readonly identity: ClusterSettings["identity"];
  readonly accountId: pulumi.Output<string>;
  /** Resolves when the control plane exists. */
  readonly clusterName: pulumi.Output<string>;
  /** The cluster security group. */
  readonly securityGroupId: pulumi.Input<string>;
}

/** Outputs for hybrid nodes. */
export interface HybridNodesOutputs {
  /** Role of the machines. */
  readonly roleArn: pulumi.Output<string>;
  /** Configuration file of `nodeadm` on each machine. Secret with an activation of Systems Manager. */
  readonly nodeConfig: pulumi.Output<string>;
  /** Activation of Systems Manager, and its code, which is secret. */
  readonly activationId?: pulumi.Output<string>;
  /** Code of the Systems Manager activation; secret. */
  readonly activationCode?: pulumi.Output<string>;
  /** Trust anchor and profile of IAM Roles Anywhere. */
  readonly trustAnchorArn?: pulumi.Output<string>;
  /** ARN of the IAM Roles Anywhere profile. */
  readonly profileArn?: pulumi.Output<string>;
}

interface Credentials extends Omit<HybridNodesOutputs, "roleArn" | "nodeConfig"> {
  readonly role: Role;
  /** Section `hybrid` of the configuration of `nodeadm`. */
  readonly section: pulumi.Output<object>;
}

/** What every machine may do. */
const registryPolicy = "AmazonEC2ContainerRegistryPullOnly";

/** Tag of an activation, which its machines inherit. */
const clusterTag = "EKSClusterARN";

/**
 * What machines outside of AWS need to join the cluster: role, credentials, access entry and rules of the cluster security group.
 * Source: EKS user guide, Prepare credentials for hybrid nodes (2026).
 */
export class HybridNodes extends pulumi.ComponentResource {
  readonly outputs: HybridNodesOutputs;

  constructor(name: string, args: HybridNodesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:HybridNodes", name, {}, opts);
    const { context, settings, clusterName } = args;
    const clusterArn = pulumi.interpolate`arn:${context.partition}:eks:${context.region}:${args.accountId}:cluster/${context.clusterName}`;
    const { role, section, ...credentials } =
      settings.credentials.type === "ssm" ? this.activation(name, args, clusterArn) : this.rolesAnywhere(name, args, clusterArn);
    new aws.eks.AccessEntry(name, { clusterName, principalArn: role.arn, type: "HYBRID_LINUX", tags: context.tags }, { parent: this });
    this.openSecurityGroup(name, args);
    const nodeConfig = section.apply((hybrid) => nodeConfigOf(args, hybrid));
    this.outputs = { roleArn: role.arn, nodeConfig, ...credentials };
    this.registerOutputs(this.outputs);
  }

  /** Machines register with an id and a code, and then get credentials of the role from Systems Manager. */
  private activation(name: string, args: HybridNodesArgs, clusterArn: pulumi.Output<string>): Credentials {
    const { context, settings, accountId } = args;
    const { region, partition, tags } = context;
    const { registrationLimit = 10, expires } = settings.credentials;
    const machines = pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:managed-instance/*`;
    const role = this.role(name, args, clusterArn, {
      trust: serviceTrust(ssmPrincipal, {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnEquals: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:*` },
      }),
      policies: [sessionManagerPolicy],
      statements: [
        { Effect: "Allow", Action: "ssm:DescribeInstanceInformation", Resource: "*" },
        {
          Effect: "Allow",
          Action: "ssm:DeregisterManagedInstance",
          Resource: machines,
          Condition: { StringEquals: { [`ssm:resourceTag/${clusterTag}`]: clusterArn } },
        },
      ],
    });
    const activation = new aws.ssm.Activation(
      name,
      {
        iamRole: role.roleName,
        description: `Hybrid nodes of EKS cluster ${context.clusterName}`,
        registrationLimit,
        ...(expires !== undefined && { expirationDate: `${expires}T23:59:59Z` }),
        tags: { ...tags, [clusterTag]: clusterArn },
      },
      { parent: this, additionalSecretOutputs: ["activationCode"] },
    );
    const activationCode = pulumi.secret(activation.activationCode);
    return {
      role,
      activationId: activation.id,
      activationCode,
      section: pulumi.output({ activationCode, activationId: activation.id }).apply((ssm) => ({ ssm })),
    };
  }

  /** Machines prove by a certificate who they are; the name of the node is the name in it. */
  private rolesAnywhere(name: string, args: HybridNodesArgs, clusterArn: pulumi.Output<string>): Credentials {
    const { context, settings } = args;
    const { tags } = context;
    const { certificateAuthority, certificateAuthorityArn } = settings.credentials;
    const trustAnchor = new aws.rolesanywhere.TrustAnchor(
      name,
      {
        enabled: true,
        source:
          certificateAuthorityArn === undefined
            ? { sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData: certificateAuthority! } }
            : { sourceType: "AWS_ACM_PCA", sourceData: { acmPcaArn: certificateAuthorityArn } },
        tags,
      },
      { parent: this },
    );
    const fromAnchor = { ArnEquals: { "aws:SourceArn": trustAnchor.arn } };
    const service = { Effect: "Allow", Principal: { Service: rolesAnywherePrincipal } } as const;
    const role = this.role(name, args, clusterArn, {
      trust: policyDocument(
        { ...service, Action: ["sts:TagSession", "sts:SetSourceIdentity"], Condition: fromAnchor },
        {
          ...service,
          Action: "sts:AssumeRole",
          // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
          Condition: { ...fromAnchor, StringEquals: { "sts:RoleSessionName": "${aws:PrincipalTag/x509Subject/CN}" } },
        },
      ),
    });
    const profile = new aws.rolesanywhere.Profile(
      name,
      { enabled: true, acceptRoleSessionName: true, roleArns: [role.arn], tags },
      { parent: this },
    );
    const given = { trustAnchorArn: trustAnchor.arn, profileArn: profile.arn };
    return {
      role,
      ...given,
      section: pulumi.output({ ...given, roleArn: role.arn }).apply((known) => ({ iamRolesAnywhere: { nodeName: "NODE_NAME", ...known } })),
    };
  }

  private role(
    name: string,
    { context, identity, settings }: HybridNodesArgs,
    clusterArn: pulumi.Output<string>,
    own: {
      readonly trust: pulumi.Input<ReturnType<typeof policyDocument>>;
      readonly policies?: readonly string[];
      readonly statements?: readonly Statement[];
    },
  ): Role {
    return new Role(
      `${name}-role`,
      {
        context,
        description: `Hybrid nodes of EKS cluster ${context.clusterName}`,
        trust: own.trust,
        managedPolicyArns: [
          ...new Set([
            ...[registryPolicy, ...(own.policies ?? [])].map((policy) => managedPolicyArn(context.partition, policy)),
            ...(settings.policies ?? []),
          ]),
        ],
        statements: [
          {
            Effect: "Allow",
            Action: [
              "eks:DescribeCluster",
              "eks:ListAccessEntries",
              ...(identity === "podIdentity" ? ["eks-auth:AssumeRoleForPodIdentity"] : []),
            ],
            Resource: clusterArn,
          },
          ...(own.statements ?? []),
          ...imageCacheStatements(context),
          ...(settings.statements ?? []),
        ],
      },
      { parent: this },
    );
  }

  /** Kubelets and pods of the remote networks reach control plane, nodes and pods in the VPC. The group lets all traffic out. */
  private openSecurityGroup(name: string, { context, settings, securityGroupId }: HybridNodesArgs): void {
    for (const key of ["nodes", "pods"] as const)
      for (const cidrIpv4 of settings[key])
        new aws.vpc.SecurityGroupIngressRule(
          `${name}-${cidrIpv4}`,
          { securityGroupId, ipProtocol: "-1", cidrIpv4, description: `remote ${key}`, tags: context.tags },
          { parent: this },
        );
  }
}

/** `nodeConfig.yaml`, as JSON is YAML too. The Pod Identity agent reads the credentials file. */
function nodeConfigOf({ context: { clusterName, region }, identity }: HybridNodesArgs, hybrid: object): string {
  const withFile = identity === "podIdentity" ? { enableCredentialsFile: true } : {};
  const spec = { cluster: { name: clusterName, region }, hybrid: { ...withFile, ...hybrid } };
  return JSON.stringify({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec }, undefined, 2);
}
