import type * as pulumi from "@pulumi/pulumi";
import type { Addon, AddonIssue } from "../../addon";
import { keyOf } from "../../data-store";
import type { StackProfile } from "../../stack-profile";
import { remoteArns } from "../common/arns";
import { ManagedGrafana } from "./managed-grafana";
import { ManagedPrometheus } from "./managed-prometheus";
import { type Options, options } from "./options";
import { defaultScrapeConfiguration, scrapeConfigurationIssues, shortestIntervalSeconds } from "./scrape-configuration";
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
  validate: (options, profile) => [
    () => remoteArns(["workspaceArn"], options.workspaceArn, profile),
    () => remoteArns(["kmsKeyArn"], options.kmsKeyArn, profile),
    ...newWorkspaceKeys.map((key) => () => workspaceIssue(key, options)),
    () => keyIssue(options),
    () => endpointIssue(options, profile),
    () => configurationIssues(options),
    () => intervalIssue(options),
  ],
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

/** Keys that are of a new workspace alone. */
const newWorkspaceKeys = ["retentionDays", "kmsKeyArn", "retain"] as const;

function workspaceIssue(key: (typeof newWorkspaceKeys)[number], options: Options): AddonIssue | undefined {
  if (options.workspaceArn === undefined || options[key] === undefined || options[key] === false) return undefined;
  return { at: [key], message: "is of a new workspace, and `workspaceArn` names one that exists; remove one of the two" };
}

/** Source: Amazon Managed Service for Prometheus user guide, scrapers for workspaces with customer managed keys (2026): by roles that name the scraper. */
function keyIssue(options: Options): AddonIssue | undefined {
  if (options.kmsKeyArn === undefined || !options.scraper || options.workspaceArn !== undefined) return undefined;
  return {
    at: ["kmsKeyArn"],
    message:
      "a managed scraper cannot write to a workspace with a key; set `scraper: false` and let `prometheus` write to it (`remoteWrite: amp`), or remove the key",
  };
}

function endpointIssue({ scraper }: Options, profile: StackProfile): AddonIssue | undefined {
  if (!scraper || profile.privateEndpoint) return undefined;
  return {
    at: ["scraper"],
    message: "a managed scraper reaches the cluster by its private endpoint; set `cluster.endpoint.private: true`, or `scraper: false`",
  };
}

function configurationIssues({ scraper }: Options): AddonIssue[] {
  const wrong = scraper && scraper.configuration !== undefined ? scrapeConfigurationIssues(scraper.configuration) : [];
  return [...wrong].map((message) => ({ at: ["scraper", "configuration"], message }));
}

function intervalIssue({ scraper }: Options): AddonIssue | undefined {
  if (!scraper || scraper.configuration === undefined || scraper.intervalSeconds === shortestIntervalSeconds) return undefined;
  return {
    at: ["scraper", "intervalSeconds"],
    message: "has no effect beside `scraper.configuration`; set `scrape_interval` there, and remove it",
  };
}
