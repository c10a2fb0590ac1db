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

  describe("with limited egress", () => {
    const egressOf = (resources: Resources, namespace: string) =>
      resources.named(`eks-team-a.${namespace}-egress`, types.isolation).inputs.spec;
    const dns = {
      ports: [
        { protocol: "UDP", port: 53 },
        { protocol: "TCP", port: 53 },
      ],
    };
    const agent = (cidr: string) => ({ to: blocks(cidr), ports: [{ protocol: "TCP", port: 80 }] });
    const limited = (allowEgressTo: string[]): Teams => ({ ...isolated, a: { ...isolated.a!, allowEgressTo } as Teams[string] });

    it("may connect only to their own team, DNS, the Pod Identity agent and what is allowed", async () => {
      const allowed = ["b", "addon:prometheus", "namespace:db", "10.20.0.0/16", "internet"];
      const { resources } = await environment(limited(allowed), { nodePools: { general: {} }, addons: { prometheus: true } });
      const internet = {
        cidr: "0.0.0.0/0",
        except: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
      };
      const to = [namespaces("a1", "a2", "db", "monitoring", "team-b"), ...blocks("10.20.0.0/16"), { ipBlock: internet }];
      for (const namespace of ["a1", "a2"])
        expect(egressOf(resources, namespace)).to.deep.equal({
          podSelector: {},
          policyTypes: ["Egress"],
          egress: [{ to }, dns, agent("169.254.170.23/32")],
        });
      expect(resources.ofType(types.isolation).filter(({ inputs }) => inputs.metadata.name === "team-egress")).to.have.lengthOf(2);
    });

    it("reach the Pod Identity agent by IPv6 where pods have such addresses", async () => {
      const { resources } = await environment(limited(["2001:db8::/32"]), { cluster: { ipFamily: "ipv6" } });
      expect(egressOf(resources, "a1").egress).to.deep.equal([
        { to: [namespaces("a1", "a2"), ...blocks("2001:db8::/32")] },
        dns,
        agent("fd00:ec2::23/128"),
      ]);
    });

    it("may connect to nothing else with an empty list", async () => {
      const { resources } = await environment(limited([]));
      expect(egressOf(resources, "a2").egress[0]).to.deep.equal({ to: [namespaces("a1", "a2")] });
    });
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
