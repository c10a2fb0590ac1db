import type * as pulumi from "@pulumi/pulumi";
import type { Addon } from "../../addon";
import { keyOf } from "../../data-store";
import type { StackProfile } from "../../stack-profile";
import { remoteArn } from "../common/arns";
import { ManagedGrafana } from "./managed-grafana";
import { ManagedPrometheus } from "./managed-prometheus";
import { type Options, options } from "./options";
import { defaultScrapeConfiguration, scrapeConfigurationIssue, shortestIntervalSeconds } from "./scrape-configuration";
import { warnings } from "./warnings";

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
  dataStores: ({ workspaceArn, kmsKeyArn }) =>
    workspaceArn === undefined ? [{ noun: "workspace", fixed: { kmsKeyArn: keyOf(kmsKeyArn) } }] : [],
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
