import { expect } from "chai";
import { parse } from "yaml";
import { scrapeConfigurationIssues } from "../../../../components/addons/catalog/amp/scrape-configuration";
import { issuesOf } from "../../../environment/counterparts/fixtures";
import { inlineStatements } from "../../../harness/mocks/policies";
import { type InstallOptions, registered } from "../../fixtures";
import { warningsOf } from "../../plan/selection";

const workspaceType = "aws:amp/workspace:Workspace";
const scraperType = "aws:amp/scraper:Scraper";
const workspaceArn = "arn:aws:aps:eu-west-1:111122223333:workspace/ws-0123abcd-0123-4567-89ab-0123456789ab";
const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const group = "1234abcd-12ab-34cd-56ef-1234567890ab";

const installed = (options: true | Record<string, unknown> = true, more: InstallOptions = {}) =>
  registered({ ...more, addons: { amp: options, ...more.addons } });

describe("amp", () => {
  it("creates a workspace, and a scraper in the private subnets with the cluster security group", async () => {
    const found = await installed();
    const workspace = found.only(workspaceType);
    expect(workspace.inputs).to.deep.include({ alias: "shop" });
    const { source, destination, scrapeConfiguration } = found.only(scraperType).inputs;
    expect(source.eks).to.deep.equal({
      clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
      subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
      securityGroupIds: ["sg-1"],
    });
    expect(destination.amp.workspaceArn).to.match(/^arn:aws:aps:/);
    expect([...scrapeConfigurationIssues(scrapeConfiguration)]).to.deep.equal([]);
    expect(parse(scrapeConfiguration).global).to.deep.equal({ scrape_interval: "30s", external_labels: { cluster: "shop" } });
  });

  it("writes to a workspace that exists", async () => {
    const found = await installed({ workspaceArn });
    expect(found.ofType(workspaceType)).to.be.empty;
    expect(found.only(scraperType).inputs.destination.amp.workspaceArn).to.equal(workspaceArn);
  });

  it("keeps the workspace and its configuration on request", async () => {
    const found = await installed({ retain: true, retentionDays: 400 });
    expect(found.only(workspaceType).retainOnDelete).to.equal(true);
    const { inputs, retainOnDelete } = found.only("aws:amp/workspaceConfiguration:WorkspaceConfiguration");
    expect(inputs.retentionPeriodInDays).to.equal(400);
    expect(retainOnDelete).to.equal(true);
  });

  it("creates Grafana, whose role may query this workspace alone", async () => {
    const found = await installed({ grafana: { admins: [group], viewers: [group] } });
    expect(found.only("aws:grafana/workspace:Workspace").inputs).to.deep.include({
      authenticationProviders: ["AWS_SSO"],
      permissionType: "CUSTOMER_MANAGED",
      dataSources: ["PROMETHEUS"],
    });
    const groups = found.ofType("aws:grafana/roleAssociation:RoleAssociation").map(({ inputs }) => [inputs.role, inputs.groupIds]);
    expect(groups).to.deep.equal([
      ["ADMIN", [group]],
      ["VIEWER", [group]],
    ]);
    const [query, list] = inlineStatements(found, "eks-amp-grafana-role");
    expect(query!.Resource[0]).to.match(/^arn:aws:aps:.*workspace\/ws-/);
    expect(list).to.deep.include({ Action: ["aps:ListWorkspaces"], Resource: ["*"] });
    const trust = JSON.parse(found.named("eks-amp-grafana-role", "aws:iam/role:Role").inputs.assumeRolePolicy).Statement[0];
    expect(trust.Condition.StringEquals).to.deep.equal({ "aws:SourceAccount": "123456789012" });
  });

  it("is written to by Prometheus", async () => {
    const found = await installed({ scraper: false }, { addons: { prometheus: { remoteWrite: "amp" } } });
    const release = found.named("eks-prometheus", "kubernetes:helm.sh/v3:Release");
    const [target] = release.inputs.values.prometheus.prometheusSpec.remoteWrite;
    const id = found.idOf(workspaceType, "eks-amp-workspace");
    expect(target.url).to.equal(`https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/${id}/api/v1/remote_write`);
    expect(inlineStatements(found, "eks-prometheus-prometheus")[0]!.Resource).to.deep.equal([`arn:aws:aps:eu-west-1:*:workspace/${id}`]);
    expect(found.ofType(scraperType)).to.be.empty;
  });

  const errors: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ addons: { amp: { workspaceArn, retentionDays: 30 } } }, "retentionDays: is of a new workspace"],
    [{ addons: { amp: { workspaceArn: workspaceArn.replace("eu-west-1", "eu-west-2") } } }, "is in another region"],
    [{ addons: { amp: { kmsKeyArn } } }, "kmsKeyArn: a managed scraper cannot write to a workspace with a key"],
    [{ addons: { amp: { scraper: { configuration: "a: [" } } } }, "scraper.configuration: expected valid YAML"],
    [{ addons: { amp: { scraper: { configuration: "global: {}" } } } }, "has no list `scrape_configs`"],
    [
      { addons: { amp: { scraper: { configuration: "scrape_configs: []", intervalSeconds: 60 } } } },
      "scraper.intervalSeconds: has no effect",
    ],
    [{ addons: { prometheus: { remoteWrite: "amp" } } }, "needs the add-on of that name"],
    [
      { addons: { amp: true }, cluster: { endpoint: { private: false, public: { cidrs: ["203.0.113.0/24"] } } } },
      "reaches the cluster by its private endpoint",
    ],
  ];
  for (const [sections, message] of errors) it(`rejects: ${message}`, () => expect(issuesOf(sections)).to.contain(message));

  it("reports a workspace without a writer, and Grafana without an administrator", () => {
    const findings = warningsOf({ amp: { scraper: false, grafana: true } });
    expect(findings).to.contain("nothing writes to the workspace");
    expect(findings).to.contain("Grafana has no administrator");
  });
});

describe("scrapeConfigurationIssues", () => {
  const cases: readonly (readonly [string, ...RegExp[]])[] = [
    ["scrape_configs: [{ job_name: pods }]"],
    ["global: { scrape_interval: 1m }\nscrape_configs: []"],
    ["global: { scrape_interval: 15s }\nscrape_configs: []", /accepts 30s at the least/],
    ["scrape_configs: [{ job_name: pods, scrape_interval: 500ms }]", /accepts 30s at the least/],
    ["scrape_configs: []\nremote_write: []", /section `remote_write`/],
    ["scrape_configs: [", /expected valid YAML/],
    ["true", /expected a map/],
    ["remote_write: []\nglobal: { scrape_interval: 5s }\nrule_files: []", /no list/, /`remote_write`/, /`rule_files`/, /"5s"/],
  ];
  for (const [text, ...expected] of cases)
    it(`reads ${JSON.stringify(text)}`, () => {
      const found = [...scrapeConfigurationIssues(text)];
      expect(found).to.have.length(expected.length);
      for (const [position, pattern] of expected.entries()) expect(found[position]).to.match(pattern);
    });
});
