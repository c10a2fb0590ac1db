// Simulated workspaces of Amazon Managed Service for Prometheus and Amazon Managed Grafana, and features of GuardDuty.
import { hex } from "../values";
import { arn, uuid } from "./place";
import type { Rules } from "./subject";

export const monitoringRules: Rules = {
  "aws:amp/workspace:Workspace": {
    id: ({ seed }) => `ws-${uuid(`workspace ${seed}`)}`,
    outputs: ({ place }, id) => ({
      arn: arn(place, "aps", `workspace/${id}`),
      prometheusEndpoint: `https://aps-workspaces.${place.region}.${place.dnsSuffix}/workspaces/${id}/`,
    }),
  },
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration": {
    id: ({ text }) => text("workspaceId"),
    outputs: ({ inputs }) => ({
      retentionPeriodInDays: inputs.retentionPeriodInDays ?? 150,
      outOfOrderTimeWindowInSeconds: inputs.outOfOrderTimeWindowInSeconds ?? 0,
      ruleQueryOffsetInSeconds: inputs.ruleQueryOffsetInSeconds ?? 0,
    }),
  },
  "aws:amp/scraper:Scraper": {
    id: ({ seed }) => `s-${uuid(`scraper ${seed}`)}`,
    outputs: ({ place, seed }, id) => ({
      arn: arn(place, "aps", `scraper/${id}`),
      roleArn: arn(
        place,
        "iam",
        `role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_${uuid(`role ${seed}`).slice(0, 25)}`,
      ),
    }),
  },
  "aws:grafana/workspace:Workspace": {
    id: ({ seed }) => `g-${hex(`grafana ${seed}`, 10)}`,
    outputs: ({ place, inputs }, id) => ({
      arn: arn(place, "grafana", `/workspaces/${id}`),
      endpoint: `${id}.grafana-workspace.${place.region}.${place.dnsSuffix}`,
      grafanaVersion: inputs.grafanaVersion ?? "12.4",
      configuration: inputs.configuration ?? "{}",
      kmsKeyId: inputs.kmsKeyId ?? "",
      samlConfigurationStatus: "NOT_CONFIGURED",
    }),
  },
  "aws:guardduty/detectorFeature:DetectorFeature": { id: ({ text }) => `${text("detectorId")}/${text("name")}` },
  "aws:grafana/roleAssociation:RoleAssociation": { id: ({ text }) => `${text("workspaceId")}/${text("role")}` },
};
