import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { isCommented } from "../../../harness/mocks/commented-keys";
import { inlineStatements } from "../../../harness/mocks/policies";
import { type InstallOptions, registered } from "../../fixtures";
import { issuesOf } from "../../plan/selection";

const chart = "aws-for-fluent-bit";
const releaseType = "kubernetes:helm.sh/v3:Release";
const groupType = "aws:cloudwatch/logGroup:LogGroup";
const role = "eks-fluent-bit-fluent-bit";
const group = (log: string) => `/aws/containerinsights/shop/${log}`;

async function installed(options: true | Readonly<Record<string, unknown>> = true, more: InstallOptions = {}) {
  return registered({ ...more, addons: { "fluent-bit": options } });
}

async function values(...args: Parameters<typeof installed>) {
  return (await installed(...args)).only(releaseType).inputs.values;
}

/** Sections of a Fluent Bit configuration: kind, then entries. */
function sections(text: string): { kind: string; entries: [string, string][] }[] {
  return text
    .split(/^\[(?=[A-Z]+\]$)/m)
    .filter(Boolean)
    .map((section) => {
      const [kind, ...lines] = section.trimEnd().split("\n");
      return {
        kind: kind!.replace("]", ""),
        entries: lines.map((line): [string, string] => [line.trim().split(" ")[0]!, line.trim().split(" ").slice(1).join(" ")]),
      };
    });
}

describe("fluent-bit", () => {
  it("installs the chart of AWS", async () => {
    expect((await installed()).only(releaseType).inputs).to.deep.include({
      name: chart,
      chart,
      version: "0.2.0",
      namespace: "amazon-cloudwatch",
      repositoryOpts: { repo: "https://aws.github.io/eks-charts" },
    });
  });

  it("sets only values that the chart declares", async () => {
    const issues = chartIssues(chart, await values(true, { cluster: { identity: "irsa" } }));
    expect(issues.filter((path) => !isCommented(chart, path))).to.deep.equal([]);
  });

  it("creates its log groups before the release", async () => {
    const resources = await installed(true, { tags: { owner: "platform" } });
    const groups = resources.ofType(groupType);
    expect(groups.map(({ name, inputs }) => [name, inputs])).to.deep.equal(
      ["application", "dataplane", "host"].map((log) => [
        `eks-insights-${log}`,
        { name: group(log), retentionInDays: 30, tags: { owner: "platform" } },
      ]),
    );
    for (const each of groups) expect(resources.waitsFor(resources.only(releaseType), each), each.name).to.equal(true);
    const neverExpiring = await installed({ retentionDays: 0 });
    expect(neverExpiring.ofType(groupType).map(({ inputs }) => inputs.retentionInDays)).to.deep.equal([0, 0, 0]);
  });

  it("sends application, data plane and host logs each to its log group, in the stack's region", async () => {
    const { input, filter, cloudWatchLogs, additionalInputs, additionalOutputs } = await values(true, { region: "eu-north-1" });
    expect([input.tag, filter.match]).to.deep.equal(["application.*", "application.*"]);
    expect(cloudWatchLogs).to.deep.equal({
      match: "application.*",
      region: "eu-north-1",
      logGroupName: group("application"),
      logStreamPrefix: `\${HOST_NAME}-`,
      autoCreateGroup: false,
    });
    const tags = sections(additionalInputs).map(({ entries }) => new Map(entries).get("Tag"));
    expect(tags).to.deep.equal(["dataplane.tail.*", "dataplane.systemd.*", "host.systemd.*"]);
    const outputs = sections(additionalOutputs).map(({ entries }) => Object.fromEntries(entries));
    expect(outputs.map(({ Match, region, log_group_name }) => [Match, region, log_group_name])).to.deep.equal([
      ["dataplane.*", "eu-north-1", group("dataplane")],
      ["host.*", "eu-north-1", group("host")],
    ]);
  });

  it("reads each log once", async () => {
    const { input, additionalInputs } = await values();
    const [tail] = sections(additionalInputs);
    const paths = new Map(tail!.entries).get("Path")!.split(", ");
    expect(paths).to.have.length(2);
    for (const path of paths) expect(input.extraInputs).to.include(path);
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`allows writing only to its log groups in ${partition}`, async () => {
      expect(inlineStatements(await installed(true, { region }), role)).to.deep.equal([
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: ["application", "dataplane", "host"].map((log) => `arn:${partition}:logs:${region}:*:log-group:${group(log)}:*`),
        },
      ]);
    });
  }

  it("waits for its permissions under Pod Identity, and annotates its service account under IRSA", async () => {
    const podIdentity = await installed();
    const association = podIdentity.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(association.inputs).to.include({ namespace: "amazon-cloudwatch", serviceAccount: "fluent-bit" });
    expect(podIdentity.waitsFor(podIdentity.only(releaseType), association)).to.equal(true);
    const { serviceAccount } = await values(true, { cluster: { identity: "irsa" } });
    expect(serviceAccount.name).to.equal("fluent-bit");
    expect(serviceAccount.annotations["eks.amazonaws.com/role-arn"]).to.include(role);
  });

  it("runs on every node regardless of taints, on the host network", async () => {
    const found = await values();
    expect(found).to.deep.include({ tolerations: [{ operator: "Exists" }], hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" });
    expect(
      issuesOf({ "fluent-bit": true }, { nodePools: {}, fargate: { batch: { selectors: [{ namespace: "batch", labels: {} }] } } }),
    ).to.match(/Fargate.*DaemonSet/);
    expect(issuesOf({ "fluent-bit": true }, { nodePools: {}, cluster: { autoMode: true } })).to.equal("");
  });

  it("pulls its image from a registry of the partition", async () => {
    const repository = async (region: string) => (await values(true, { region })).image.repository;
    expect(await repository("eu-west-1")).to.equal("public.ecr.aws/aws-observability/aws-for-fluent-bit");
    expect(await repository("cn-northwest-1")).to.equal("128054284489.dkr.ecr.cn-northwest-1.amazonaws.com.cn/aws-for-fluent-bit");
    expect(await repository("us-gov-west-1")).to.equal("161423150738.dkr.ecr.us-gov-west-1.amazonaws.com/aws-for-fluent-bit");
  });

  it("leaves its namespace to amazon-cloudwatch-observability when that replaces it", async () => {
    const namespaces = async (addons: Record<string, boolean>) => {
      return (await registered({ addons })).ofType("kubernetes:core/v1:Namespace").map(({ urn, inputs }) => ({ urn, inputs }));
    };
    const before = await namespaces({ "fluent-bit": true });
    expect(before).to.have.length(1);
    expect(await namespaces({ "amazon-cloudwatch-observability": true })).to.deep.equal(before);
  });
});
