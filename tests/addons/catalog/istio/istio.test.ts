import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { isCommented } from "../../../harness/mocks/commented-keys";
import { type InstallOptions, pool, registered } from "../../fixtures";
import { issuesOf, selection, warningsOf } from "../../plan/selection";

const releaseType = "kubernetes:helm.sh/v3:Release";
const autoMode = { cluster: { autoMode: true }, nodePools: {} };

async function released(options: true | Record<string, unknown> = true, more: InstallOptions = {}) {
  const found = await registered({ ...more, addons: { istio: options } });
  const releases = found.ofType(releaseType).filter(({ name }) => name.startsWith("eks-istio"));
  for (const { inputs } of releases) {
    const chart = inputs.chart.split("/").at(-1);
    expect(chartIssues(chart, inputs.values).filter((path) => !isCommented(chart, path))).to.deep.equal([]);
  }
  const byName: Readonly<Record<string, (typeof releases)[number]>> = Object.fromEntries(releases.map((each) => [each.inputs.name, each]));
  return { found, releases: byName };
}

describe("istio", () => {
  it("installs CRDs, then istiod, then the CNI plugin, in one version", async () => {
    const { found, releases } = await released({ version: "1.30.2" });
    expect(Object.keys(releases)).to.deep.equal(["istio-base", "istiod", "istio-cni"]);
    for (const { inputs } of Object.values(releases)) expect(inputs).to.include({ version: "1.30.2", namespace: "istio-system" });
    expect(found.waitsFor(releases.istiod!, releases["istio-base"]!)).to.equal(true);
    expect(found.waitsFor(releases["istio-cni"]!, releases.istiod!)).to.equal(true);
  });

  it("has no internet-facing gateway in a VPC without public subnets", () => {
    const stack = {
      network: { publicSubnets: false, nat: "none", endpoints: "private" },
      images: { registries: { "registry.istio.io": "x.example.com" } },
    } as const;
    const issues = (scheme: string) => issuesOf({ istio: { gateway: { scheme } } }, stack);
    expect(issues("internet-facing")).to.match(/gateway.scheme internet-facing requires public subnets/);
    expect(issues("internal")).not.to.match(/public subnets/);
  });

  it("lets pods join without rights to change their network", async () => {
    expect((await released()).releases.istiod!.inputs.values.cni).to.deep.equal({ enabled: true });
    expect((await released({ cni: false })).releases.istiod!.inputs.values.cni).to.deep.equal({ enabled: false });
    expect(warningsOf({ istio: { cni: false } })).to.contain("NET_ADMIN");
    for (const changes of [{}, autoMode]) expect(warningsOf({ istio: true }, changes)).to.equal("");
  });

  it("runs istiod on tainted nodes, two pods apart", async () => {
    const taints = [{ key: "dedicated", value: "system", effect: "NoSchedule" }];
    const { values } = (await released(true, { nodePools: { system: pool({ taints }) } })).releases.istiod!.inputs;
    expect(values.autoscaleMin).to.equal(2);
    expect(values.topologySpreadConstraints).to.have.length(2);
    expect(values.tolerations).to.deep.include({ key: "dedicated", operator: "Equal", value: "system", effect: "NoSchedule" });
  });

  it("opens the gateway only to the VPC by default, through the load balancer controller", async () => {
    const { releases } = await released({ gateway: true });
    const { namespace, values } = releases["istio-ingress"]!.inputs;
    expect(namespace).to.equal("istio-ingress");
    expect(values.service.loadBalancerClass).to.equal("service.k8s.aws/nlb");
    expect(values.service.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]).to.equal("internal");
    expect(Object.keys(selection({ istio: { gateway: true } }).addons)).to.include("aws-load-balancer-controller");
    const open = await released({ gateway: { scheme: "internet-facing", sourceCidrs: ["203.0.113.0/24"], values: { env: { A: "b" } } } });
    expect(open.releases["istio-ingress"]!.inputs.values).to.deep.include({ env: { A: "b" } });
    expect(open.releases["istio-ingress"]!.inputs.values.service.loadBalancerSourceRanges).to.deep.equal(["203.0.113.0/24"]);
  });

  it("gives the gateway's load balancer both families of addresses in clusters with IPv6", async () => {
    const annotation = "service.beta.kubernetes.io/aws-load-balancer-ip-address-type";
    const { releases } = await released({ gateway: true }, { cluster: { ipFamily: "ipv6" } });
    expect(releases["istio-ingress"]!.inputs.values.service.annotations).to.include({ [annotation]: "dualstack" });
    const ipv4 = await released({ gateway: true });
    expect(ipv4.releases["istio-ingress"]!.inputs.values.service.annotations).not.to.have.property(annotation);
  });

  it("uses the load balancers of Auto Mode, without a CNI plugin", async () => {
    const { releases } = await released({ gateway: true }, autoMode);
    expect(Object.keys(releases)).not.to.include("istio-cni");
    expect(releases["istio-ingress"]!.inputs.values.service.loadBalancerClass).to.equal("eks.amazonaws.com/nlb");
    expect(Object.keys(selection({ istio: { gateway: true } }, autoMode).addons)).not.to.include("aws-load-balancer-controller");
    expect(issuesOf({ istio: { cni: { values: {} } } }, autoMode)).to.contain("takes no further CNI plugin");
  });

  it("pulls all images through a mirror", async () => {
    const { releases } = await released(true, { images: { registries: { "registry.istio.io": "mirror.example/istio" } } });
    for (const name of ["istiod", "istio-cni"]) expect(releases[name]!.inputs.values.global.hub).to.equal("mirror.example/istio/release");
  });

  it("admits IPv6 ranges to a load balancer with IPv6 addresses alone", () => {
    const addons = { istio: { gateway: { sourceCidrs: ["203.0.113.0/24", "2001:db8::/32"] } }, "aws-load-balancer-controller": {} };
    expect(issuesOf(addons)).to.contain("gateway.sourceCidrs[1] the load balancer has IPv4 addresses only");
    expect(issuesOf(addons, { cluster: { ipFamily: "ipv6" } })).not.to.contain("sourceCidrs");
    const shared = { "aws-load-balancer-controller": { sharedAlb: { inboundCidrs: ["2001:db8::/32"] } } };
    expect(issuesOf(shared)).to.contain("sharedAlb.inboundCidrs[0] the load balancer has IPv4 addresses only");
    expect(issuesOf(shared, { cluster: { ipFamily: "ipv6" } })).to.equal("");
  });
});
