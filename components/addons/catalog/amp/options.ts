import { z } from "zod";
import { kmsKeyArn, text } from "../../../util/schemas";
import { onDemand } from "../common/options";
import { shortestIntervalSeconds } from "./scrape-configuration";

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

export const options = z.strictObject({
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
