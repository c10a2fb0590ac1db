import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { kmsKeyArn, text } from "../../../util/schemas";
import type { Addon } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { remoteArn } from "../common/arns";
import { onDemand } from "../common/options";
import { ManagedGrafana } from "./managed-grafana";
import { ManagedPrometheus } from "./managed-prometheus";
import { defaultScrapeConfiguration, scrapeConfigurationIssue, shortestIntervalSeconds } from "./scrape-configuration";
import { warnings } from "./warnings";

const workspaceArn = text(
  /^arn:aws[a-z-]*:aps:[a-z0-9-]+:\d{12}:workspace\/ws-[0-9a-f-]{1,64}$/,
  "the ARN of a workspace such as arn:aws:aps:eu-west-1:111122223333:workspace/ws-0123abcd-0123-4567-89ab-0123456789ab",
);

const scraper = z.strictObject({
  intervalSeconds: z
    .int()
    .min(shortestIntervalSeconds)
    .max(3600)
    .default(shortestIntervalSeconds)
    .describe("Seconds between two samples of a metric"),
  configuration: z
    .string()
    .optional()
    .describe("Configuration of your own instead: sections `global` and `scrape_configs` of Prometheus, as YAML in a string"),
});

const groupId = text(
  /^([0-9a-f]{10}-)?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
  "the ID of a group of IAM Identity Center such as 1234abcd-12ab-34cd-56ef-1234567890ab",
);
const groups = z.array(groupId).default([]);

const grafana = z.strictObject({
  authentication: z
    .array(z.enum(["AWS_SSO", "SAML"]))
    .min(1)
    .default(["AWS_SSO"])
    .describe("Who logs users in: `AWS_SSO` (IAM Identity Center of the account or organization), `SAML`, or both"),
  version: text(/^\d+\.\d+$/, "a minor version of Grafana such as 10.4")
    .optional()
    .describe("Version of Grafana, for a new workspace and for upgrades. Default: AWS's newest"),
  admins: groups.describe("IDs of groups of IAM Identity Center whose members administer Grafana"),
  editors: groups.describe("IDs of groups whose members edit dashboards"),
  viewers: groups.describe("IDs of groups whose members view dashboards"),
});

const options = z.strictObject({
  workspaceArn: workspaceArn.optional().describe("ARN of a workspace of this account and region that exists. Default: one is created"),
  retentionDays: z.int().min(1).max(1095).optional().describe("Days for which the new workspace keeps samples. Default: 150, AWS's"),
  kmsKeyArn: kmsKeyArn.optional().describe("ARN of the KMS key that encrypts the new workspace. Default: a key that AWS owns"),
  retain: z
    .boolean()
    .default(false)
    .describe("Keep the workspace and its samples when it is removed from the stack or the stack is destroyed"),
  scraper: z
    .union([z.literal(false), z.literal(true).transform(() => scraper.parse({})), scraper])
    .default(scraper.parse({}))
    .describe("A managed scraper, which collects the cluster's metrics without agents; false: something else writes, such as `prometheus`"),
  grafana: onDemand(grafana).describe("A workspace of Amazon Managed Grafana that may query the metrics; true means with all defaults"),
});

export type Options = z.output<typeof options>;

/** What is created for an add-on `amp`. */
export interface Monitoring {
  readonly prometheus: ManagedPrometheus;
  readonly grafana?: ManagedGrafana;
}

/** Partitions that have the service. Source: botocore 1.43.11, endpoints.json. */
const partitions = ["aws", "aws-us-gov"];

/** Amazon Managed Service for Prometheus: a workspace for the cluster's metrics, a scraper that collects them, and optionally Grafana. All of it runs on AWS. */
export const amp: Addon<Options, Monitoring> = {
  name: "amp",
  options,
  namespace: "kube-system",
  requires: [],
  hasPods: () => false,
  supportsFargate: true,
  incompatibleWith: ({ partition }) =>
    partitions.includes(partition)
      ? undefined
      : `is not available in partition ${partition}; remove the key, and turn on \`prometheus\`, which keeps metrics in the cluster`,
  validate: (options, profile) =>
    remoteArn([options.workspaceArn, options.kmsKeyArn], profile) ?? workspaceIssue(options) ?? scraperIssue(options, profile),
  warn: warnings,
  createAwsResources: (name, { scraper, grafana, ...workspace }, install, opts) => {
    const { context } = install;
    const scrapeConfiguration = scraper
      ? (scraper.configuration ?? defaultScrapeConfiguration(context.clusterName, scraper.intervalSeconds))
      : undefined;
    const prometheus = new ManagedPrometheus(`${name}-workspace`, { site: install, ...workspace, scrapeConfiguration }, opts);
    if (!grafana) return { prometheus };
    return {
      prometheus,
      grafana: new ManagedGrafana(`${name}-grafana`, { site: install, workspaceArn: prometheus.workspaceArn, ...grafana }, opts),
    };
  },
  install: () => [],
  outputs: (_options, _install, { prometheus, grafana }): Record<string, pulumi.Input<string>> => ({
    workspaceId: prometheus.workspaceId,
    queryUrl: prometheus.endpoint,
    ...(grafana && { grafanaUrl: grafana.url }),
  }),
};

function workspaceIssue({ workspaceArn, retentionDays, kmsKeyArn, retain, scraper }: Options): string | undefined {
  if (workspaceArn !== undefined) {
    const [other] =
      Object.entries({ retentionDays, kmsKeyArn, retain: retain || undefined }).find(([, value]) => value !== undefined) ?? [];
    return other && `\`${other}\` is of a new workspace, and \`workspaceArn\` names one that exists; remove one of the two`;
  }
  // Source: Amazon Managed Service for Prometheus user guide, scrapers for workspaces with customer managed keys (2026): by roles that name the scraper.
  if (kmsKeyArn !== undefined && scraper)
    return "a managed scraper cannot write to a workspace with `kmsKeyArn`; set `scraper: false` and let `prometheus` write to it (`remoteWrite: amp`), or remove `kmsKeyArn`";
  return undefined;
}

function scraperIssue({ scraper }: Options, profile: StackProfile): string | undefined {
  if (!scraper) return undefined;
  if (!profile.privateEndpoint)
    return "a managed scraper reaches the cluster by its private endpoint; set `cluster.endpoint.private: true`, or `scraper: false`";
  const wrong = scraper.configuration === undefined ? undefined : scrapeConfigurationIssue(scraper.configuration);
  if (wrong) return `\`scraper.configuration\` ${wrong}`;
  return scraper.configuration !== undefined && scraper.intervalSeconds !== shortestIntervalSeconds
    ? "`scraper.intervalSeconds` has no effect beside `scraper.configuration`; set `scrape_interval` there, and remove it"
    : undefined;
}
