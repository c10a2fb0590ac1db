import { expect } from "chai";
import { parseSettings, type SettingsInput } from "../../../components";
import { addons as catalogAddons } from "../../../components/addons/catalog";
import { issuesOf, sections } from "../../environment/counterparts/fixtures";

const auth = 'auth: { type: cognito, userPoolArn: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123" }';
const domain = (expose: string, more = "") => `domain: { name: shop.example.com, zoneId: Z0123, ${more} expose: { ${expose} } }`;
const addonsOf = (...parts: string[]) =>
  parseSettings({ region: "eu-west-1", ...sections(...parts) } as SettingsInput & { region: string }).settings.addons;

describe("exposed user interfaces", () => {
  it("enable their add-on, the load balancer controller and external-dns", () => {
    const addons = addonsOf(domain(`grafana: { ${auth} }`));
    expect(addons).to.include.keys("prometheus", "aws-load-balancer-controller");
    expect(addons["external-dns"]).to.deep.include({ zones: ["Z0123"], domainFilters: ["shop.example.com"], policy: "sync" });
  });

  it("turn on what is off by default", () => {
    expect(addonsOf(domain(`argo-rollouts: { ${auth} }`))["argo-rollouts"]).to.include({ dashboard: true });
  });

  it("add the zone to an external-dns that the stack has, and keep its options", () => {
    const own = "addons: { external-dns: { zones: [Z9999], policy: upsert-only } }";
    expect(addonsOf(domain(""), own)["external-dns"]).to.deep.include({
      zones: ["Z9999", "Z0123"],
      domainFilters: [],
      policy: "upsert-only",
    });
  });

  it("supply the required options of an external-dns that is named without them", () => {
    const defaults = { zones: ["Z0123"], domainFilters: ["shop.example.com"], policy: "sync" };
    expect(addonsOf(domain(""), "addons: { external-dns: true }")["external-dns"]).to.deep.include(defaults);
    expect(addonsOf(domain(""), "addons: { external-dns: { policy: upsert-only } }")["external-dns"]).to.deep.include({
      ...defaults,
      policy: "upsert-only",
    });
    expect(issuesOf(sections("addons: { external-dns: true }"))).to.match(/addons\.external-dns\.zones: missing/);
  });

  it("do without external-dns where it cannot reach Route 53, or is not wanted", () => {
    expect(addonsOf(domain("", "externalDns: false,"))).not.to.have.property("external-dns");
    const isolated = "network: { nat: none, endpoints: private }";
    expect(addonsOf(domain(""), isolated)).not.to.have.property("external-dns");
    expect(issuesOf(sections(domain("", "externalDns: true,"), isolated))).to.match(/domain: requires `external-dns`: calls Route 53/);
  });

  it("are those of the catalog, or services of the user's", () => {
    expect(issuesOf(sections(domain(`grafna: { ${auth} }`)))).to.match(
      /domain\.expose\.grafna: unknown user interface; did you mean grafana\?/,
    );
    expect(issuesOf(sections(domain(`wiki: { ${auth} }`)))).to.match(/known are .*grafana.* and others with `service`/);
    expect(issuesOf(sections(domain(`wiki: { ${auth}, service: { namespace: tools, name: wiki } }`)))).to.equal("");
  });

  it("are reported beside other errors of the domain, which cause no errors of add-ons", () => {
    const issues = issuesOf(sections(`domain: { name: shop.example.com, zoneID: Z0123, expose: { grafna: { ${auth} } } }`));
    expect(issues.split("\n").map((line) => line.slice(0, line.indexOf(":")))).to.have.members([
      "domain.zoneID",
      "domain.zoneId",
      "domain.expose.grafna",
    ]);
  });

  it("cannot be off, or come later by GitOps", () => {
    expect(issuesOf(sections(domain(`grafana: { ${auth} }`), "addons: { prometheus: { grafana: false } }"))).to.match(
      /domain\.expose\.grafana: needs `addons\.prometheus\.grafana`/,
    );
    const gitops = "gitops: { engine: flux, repo: 'https://github.com/example/clusters', addons: [opencost] }";
    expect(issuesOf(sections(domain(`opencost: { ${auth} }`), gitops))).to.match(
      /domain\.expose\.opencost: add-on opencost is installed by GitOps/,
    );
  });

  it("have names of their own across add-ons", () => {
    const names = catalogAddons.flatMap(({ uis = {} }) => Object.keys(uis));
    expect(names).to.deep.equal([...new Set(names)]);
    expect(names).to.include.members(["grafana", "prometheus", "alertmanager", "argocd", "headlamp", "opencost", "argo-rollouts"]);
  });
});
