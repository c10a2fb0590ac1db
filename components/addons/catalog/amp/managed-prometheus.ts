import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { dnsSuffixOf } from "../../../reference/partition";
import { outputAfter } from "../../../util/output-after";
import { mergeTags } from "../../../util/tags";
import type { InstallContext } from "../../addon";

export interface ManagedPrometheusArgs {
  readonly site: InstallContext;
  /** A workspace that exists. Default: one is created, by the members below. */
  readonly workspaceArn?: string | undefined;
  /** Customer managed key that encrypts it. Default: a key of AWS's own. */
  readonly kmsKeyArn?: string | undefined;
  /** Days for which samples are kept. Default: 150, AWS's. */
  readonly retentionDays?: number | undefined;
  /** Whether it is kept, with its samples, when it is removed from the stack. */
  readonly retain: boolean;
  /** Configuration of a managed scraper; none without. */
  readonly scrapeConfiguration?: string | undefined;
}

/** A managed scraper takes up to five subnets. Source: API reference, EksConfiguration (2026). */
const mostSubnets = 5;

/** A workspace of Amazon Managed Service for Prometheus, and a scraper that collects the cluster's metrics into it, without agents. */
export class ManagedPrometheus extends pulumi.ComponentResource {
  readonly workspaceArn: pulumi.Output<string>;
  /** ID of the workspace, such as `ws-0a1b2c3d-...`; resolves when it is configured. */
  readonly workspaceId: pulumi.Output<string>;
  /** URL of the workspace, below which are its APIs; without a slash at its end. */
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: ManagedPrometheusArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:ManagedPrometheus", name, {}, opts);
    const { context } = args.site;
    const existing = args.workspaceArn;
    const created = existing === undefined ? this.createWorkspace(name, args) : undefined;
    this.workspaceArn = created?.workspace.arn ?? pulumi.output(existing!);
    const id = created?.workspace.id ?? pulumi.output(existing!.slice(existing!.indexOf("/") + 1));
    this.workspaceId = outputAfter(id, created?.configuration ?? []);
    this.endpoint = pulumi.interpolate`https://aps-workspaces.${context.region}.${dnsSuffixOf(context.region)}/workspaces/${this.workspaceId}`;
    if (args.scrapeConfiguration !== undefined) this.createScraper(name, args.site, args.scrapeConfiguration);
    this.registerOutputs({ workspaceArn: this.workspaceArn, workspaceId: this.workspaceId, endpoint: this.endpoint });
  }

  private createWorkspace(name: string, { site: { context }, kmsKeyArn, retentionDays, retain }: ManagedPrometheusArgs) {
    const options = { parent: this, retainOnDelete: retain };
    const workspace = new aws.amp.Workspace(
      name,
      { alias: context.clusterName, kmsKeyArn, tags: mergeTags(context.tags, { Name: context.clusterName }) },
      options,
    );
    const configuration =
      retentionDays === undefined
        ? []
        : [
            new aws.amp.WorkspaceConfiguration(
              `${name}-configuration`,
              { workspaceId: workspace.id, retentionPeriodInDays: retentionDays },
              options,
            ),
          ];
    return { workspace, configuration };
  }

  /** EKS gives the scraper its rights in the cluster by an access entry of its own. Its interfaces have the cluster security group, as nodes and pods have. */
  private createScraper(name: string, { context, cluster, network }: InstallContext, scrapeConfiguration: string): aws.amp.Scraper {
    return new aws.amp.Scraper(
      `${name}-scraper`,
      {
        alias: context.clusterName,
        source: {
          eks: {
            clusterArn: cluster.arn,
            subnetIds: [...network.privateSubnetIds].slice(0, mostSubnets),
            securityGroupIds: [cluster.securityGroupId],
          },
        },
        destination: { amp: { workspaceArn: this.workspaceArn } },
        scrapeConfiguration,
        tags: context.tags,
      },
      { parent: this },
    );
  }
}
