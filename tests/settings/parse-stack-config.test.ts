import { expect } from "chai";
import { addonCatalog } from "../../components/addons/plan/catalog-settings";
import { parseStackSections } from "../../components/settings/parse-stack-config";
import { validSettings } from "../../components/settings/validation/validate-settings";
import { fakeCatalog } from "./fake-addon-catalog";
import { read, report, reportOf } from "./support";

const stackOf = (values: Record<string, unknown>, secrets: string[] = [], stack = "dev") =>
  parseStackSections({ project: "shop", stack, values: { "aws:region": "eu-west-1", ...values }, secrets: new Set(secrets) }, fakeCatalog);

describe("parseStackSections", () => {
  it("ignores other namespaces", () => {
    expect(report("kubernetes:namespace: a\naws:skipMetadataApiCheck: 'true'\nother: 1")).to.deep.equal([]);
  });

  it("reports keys in a misspelled namespace", () => {
    expect(report("eks-blueprint:network: {}")).to.deep.equal([
      "eks-blueprint:network: this namespace is never read; did you mean eks-blueprints:network?",
    ]);
  });

  it("reports a misspelled region key", () => {
    expect(reportOf(() => stackOf({ "aws:region": undefined, "aws:regoin": "eu-west-1" }))).to.deep.equal([
      "aws:regoin: this key is never read; did you mean aws:region?",
      "aws:region: missing; expected an AWS region such as eu-west-1",
    ]);
  });

  it("requires a cluster name when the stack name is not a valid one", () => {
    expect(reportOf(() => stackOf({}, [], "eu.dev"))).to.deep.equal([
      'eks-blueprints:cluster.name: the default "shop-eu.dev" is not a valid name for an EKS cluster; set one of 1 to 100 letters, digits, - and _',
    ]);
    expect(stackOf({ "eks-blueprints:cluster": { name: "eu-dev" } }, [], "eu.dev").settings.cluster.name).to.equal("eu-dev");
  });

  it("never shows secret values, in full or shortened", () => {
    const secret = `hush-${"x".repeat(80)}`;
    const lines = reportOf(() =>
      stackOf({ "eks-blueprints:network": { cidr: secret, nat: 'quo"ted' }, "eks-blueprints:cluster": { version: "open" } }, [
        "eks-blueprints:network",
      ]),
    );
    expect(lines).to.deep.equal([
      'eks-blueprints:network.cidr: expected an IPv4 range such as 10.0.0.0/16, found "[secret]…"',
      'eks-blueprints:network.nat: expected none, single, perZone, regional or a map (type, allocationIds), found "[secret]"',
      'eks-blueprints:cluster.version: expected a quoted Kubernetes version such as "1.35", found "open"',
    ]);
  });

  it("rejects a chart repository with a plain-text login, and does not show it", () => {
    const addonsSection = "eks-blueprints:addons";
    const values = {
      "aws:region": "eu-west-1",
      [addonsSection]: { custom: { portal: { chart: "portal", repo: "https://reader:hush-hush@charts.example.com", version: "1.2.3" } } },
    };
    const report = (secrets: string[]) =>
      reportOf(() => parseStackSections({ project: "shop", stack: "dev", values, secrets: new Set(secrets) }, addonCatalog));
    expect(report([])).to.deep.equal([
      "eks-blueprints:addons.custom.portal.repo: is a secret in plain text; " +
        "encrypt it: pulumi config set --secret --path 'eks-blueprints:addons.custom.portal.repo'",
    ]);
    expect(report([addonsSection])).to.deep.equal([]);
  });

  it("returns the sections that contain secrets", () => {
    expect(stackOf({ "eks-blueprints:addons": {} }, ["eks-blueprints:addons", "other:token"]).secretSections).to.include("addons");
    expect(stackOf({ "eks-blueprints:addons": {} }).secretSections).to.equal(undefined);
  });

  it("never shows secret values in warnings", () => {
    const { findings } = stackOf({ "eks-blueprints:nodePools": { a: { capacity: "spot", instanceTypes: ["m7g.large"] } } }, [
      "eks-blueprints:nodePools",
    ]);
    expect(findings.map(({ message }) => message).join())
      .to.include("capacity of a single instance type, [secret]")
      .and.not.to.include("m7g");
  });
});

describe("validSettings", () => {
  const check = (region: unknown, sections: Record<string, unknown>) =>
    validSettings({ region, defaultName: "shop-dev", sections }, fakeCatalog);

  it("returns the same settings as for a stack file", () => {
    expect(check("eu-west-1", { network: { nat: "none", endpoints: "private" } })).to.deep.equal(
      read("eks-blueprints:network: { nat: none, endpoints: private }"),
    );
  });

  it("accepts undefined for missing values", () => {
    expect(
      check("eu-west-1", { network: undefined, cluster: { name: undefined, existing: { name: "a" } } }).settings.cluster.name,
    ).to.equal("a");
  });

  it("reports paths without the namespace of stack files", () => {
    expect(reportOf(() => check("nowhere", { network: { nat: "x" } }))).to.deep.equal([
      'region: expected an AWS region with EKS, found "nowhere"',
      'network.nat: expected none, single, perZone, regional or a map (type, allocationIds), found "x"',
    ]);
  });

  it("rejects Outputs and names them as such", () => {
    const output = Object.assign(() => undefined, { __pulumiOutput: true });
    class Output {
      readonly __pulumiOutput = true;
    }
    expect(reportOf(() => check("eu-west-1", { network: { cidr: new Output() }, cluster: new Output() }))).to.deep.equal(
      [
        "cluster: expected a map of settings, found an Output, but only plain values are supported",
        "network.cidr: expected an IPv4 range such as 10.0.0.0/16, found an Output, but only plain values are supported",
      ].reverse(),
    );
    expect(reportOf(() => check("eu-west-1", { network: { cidr: output } }))).to.deep.equal([
      "network.cidr: expected an IPv4 range such as 10.0.0.0/16, found a value of type function",
    ]);
  });
});
