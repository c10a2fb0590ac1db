import { expect } from "chai";
import type { Inputs, Resources } from "../harness/mocks/mocks";
import { ana, environment, type Teams, types } from "./fixtures";

describe("isolated teams", () => {
  const isolated: Teams = {
    a: { kind: "application", members: [ana], network: "isolated", namespaces: ["a1", "a2"], allowIngressFrom: ["b"] },
    b: { kind: "application", members: [ana] },
  };
  const from = (resources: Resources) => resources.ofType(types.isolation).map(({ inputs }) => inputs.spec.ingress[0].from);
  const namespaces = (...values: string[]) => ({
    namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values }] },
  });
  const blocks = (...cidrs: string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

  it("accept traffic from their own namespaces, allowed teams and public subnets, and send traffic anywhere", async () => {
    const { resources } = await environment(isolated);
    const sources = [namespaces("a1", "a2", "team-b"), ...blocks("10.0.16.0/22", "10.0.48.0/22")];
    expect(from(resources)).to.deep.equal([sources, sources]);
    const { spec } = resources.ofType(types.isolation)[0]!.inputs;
    expect(spec).to.deep.include({ podSelector: {}, policyTypes: ["Ingress"] });
  });

  it("accept traffic from the namespaces of add-ons, and from other namespaces", async () => {
    const sources = ["addon:prometheus", "addon:aws-load-balancer-controller", "addon:proxy", "namespace:ingress", "b"];
    const a = { ...isolated.a!, namespaces: ["a1"], allowIngressFrom: sources } as Teams[string];
    const proxy = { chart: "proxy", repo: "https://charts.example.com", version: "1.0.0", namespace: "edge" };
    const addons = { prometheus: true, "aws-load-balancer-controller": true, custom: { proxy } };
    const { resources } = await environment({ ...isolated, a }, { nodePools: { general: {} }, addons });
    expect(from(resources)[0][0]).to.deep.equal(namespaces("a1", "edge", "ingress", "kube-system", "monitoring", "team-b"));
  });

  it("accept traffic from the load balancers in `loadBalancers`", async () => {
    const sourcesFor = async (loadBalancers: "all" | string[]) => {
      const { resources } = await environment({ a: { ...isolated.a!, allowIngressFrom: [], loadBalancers } as Teams[string] });
      return from(resources)[0].slice(1);
    };
    expect(await sourcesFor("all")).to.deep.equal(blocks("10.0.16.0/22", "10.0.0.0/20", "10.0.48.0/22", "10.0.32.0/20"));
    expect(await sourcesFor(["10.9.0.0/24"])).to.deep.equal(blocks("10.9.0.0/24"));
    expect(await sourcesFor([])).to.deep.equal([]);
  });

  it("accept traffic from the public subnets of an existing VPC, which are looked up", async () => {
    const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-1", "subnet-2"], publicSubnetIds: ["subnet-3"] };
    const invokes = { "aws:ec2/getSubnet:getSubnet": ({ id }: Inputs) => ({ id, cidrBlock: `10.5.${id.slice(-1)}.0/24` }) };
    const { resources } = await environment(isolated, { network: { existing } }, { invokes });
    expect(from(resources)[0].slice(1)).to.deep.equal(blocks("10.5.3.0/24"));
  });

  it("enable network policies in vpc-cni, unlike open teams", async () => {
    const configuration = ({ resources }: { readonly resources: Resources }) =>
      resources.ofType(types.vpcCni).find(({ inputs }) => inputs.addonName === "vpc-cni")!.inputs.configurationValues;
    expect(configuration(await environment(isolated))).to.equal('{"enableNetworkPolicy":"true"}');
    expect(configuration(await environment({ b: isolated.b! }))).to.equal("{}");
    const off = environment(isolated, { addons: { "vpc-cni": { networkPolicy: false } } });
    expect(String(await off.catch((error: Error) => error.message))).to.include("turns off the isolation of teams");
  });

  it("enable network policies in Auto Mode, unless vpc-cni of the node pools does", async () => {
    const autoMode = { cluster: { autoMode: true } };
    const { resources } = await environment(isolated, autoMode);
    expect(resources.only(types.configMap).inputs).to.deep.include({
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    });
    const { resources: withPool } = await environment(isolated, { ...autoMode, nodePools: { own: {} } });
    expect(withPool.ofType(types.configMap)).to.deep.equal([]);
    const { resources: open } = await environment({ b: isolated.b! }, autoMode);
    expect(open.ofType(types.configMap)).to.deep.equal([]);
  });
});
