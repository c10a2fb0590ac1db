import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../../../iam/policy";
import { Role } from "../../../iam/role";
import { grafanaPrincipal } from "../../../reference/aws-names";
import type { InstallContext } from "../../addon";

/** Groups of IAM Identity Center by the role that their members have in Grafana. */
export interface GrafanaGroups {
  readonly admins: readonly string[];
  readonly editors: readonly string[];
  readonly viewers: readonly string[];
}

export interface ManagedGrafanaArgs extends GrafanaGroups {
  readonly site: InstallContext;
  /** Workspace of Amazon Managed Service for Prometheus that it reads. */
  readonly workspaceArn: pulumi.Input<string>;
  readonly authentication: readonly string[];
  /** Minor version, such as `10.4`. Default: AWS's newest. */
  readonly version?: string | undefined;
}

/** Actions of the AWS managed policy AmazonPrometheusQueryAccess v1, which allows them on every workspace. */
const queries = ["aps:GetLabels", "aps:GetMetricMetadata", "aps:GetSeries", "aps:QueryMetrics"];

/** A workspace of Amazon Managed Grafana that may query one workspace of Amazon Managed Service for Prometheus. */
export class ManagedGrafana extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: ManagedGrafanaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:ManagedGrafana", name, {}, opts);
    const { context } = args.site;
    const role = this.createRole(name, args);
    const workspace = new aws.grafana.Workspace(
      name,
      {
        name: `${context.clusterName}-grafana`.slice(0, 255),
        description: `Metrics of EKS cluster ${context.clusterName}`,
        accountAccessType: "CURRENT_ACCOUNT",
        authenticationProviders: [...args.authentication],
        permissionType: "CUSTOMER_MANAGED", // the role above; AWS's own would read every workspace of the account
        roleArn: role.arn,
        dataSources: ["PROMETHEUS"],
        configuration: JSON.stringify({ plugins: { pluginAdminEnabled: false }, unifiedAlerting: { enabled: true } }),
        grafanaVersion: args.version,
        tags: context.tags,
      },
      { parent: this },
    );
    for (const [noun, groupIds] of Object.entries({ admin: args.admins, editor: args.editors, viewer: args.viewers }))
      if (groupIds.length > 0)
        new aws.grafana.RoleAssociation(
          `${name}-${noun}`,
          { workspaceId: workspace.id, role: noun.toUpperCase(), groupIds: [...groupIds] },
          { parent: this },
        );

    this.url = pulumi.interpolate`https://${workspace.endpoint}`;
    this.registerOutputs({ url: this.url });
  }

  /** Source of the trust policy: Amazon Managed Grafana user guide, cross-service confused deputy prevention (2026). */
  private createRole(name: string, { site, workspaceArn }: ManagedGrafanaArgs): Role {
    const { context } = site;
    const account = site.accountId();
    const trust = serviceTrust(grafanaPrincipal, {
      StringEquals: { "aws:SourceAccount": account },
      StringLike: { "aws:SourceArn": pulumi.interpolate`arn:${context.partition}:grafana:${context.region}:${account}:/workspaces/*` },
    });
    return new Role(
      `${name}-role`,
      {
        context,
        description: `Amazon Managed Grafana of EKS cluster ${context.clusterName}`,
        trust,
        statements: [
          { Effect: "Allow", Action: queries, Resource: workspaceArn },
          { Effect: "Allow", Action: "aps:ListWorkspaces", Resource: "*" }, // by which Grafana offers workspaces as data sources
        ],
      },
      { parent: this },
    );
  }
}
