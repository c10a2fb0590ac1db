import { expect } from "chai";
import type { Inputs, Resources } from "../../harness/mocks/mocks";
import { caseSections, outcomeOf, sections } from "./fixtures";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** Plain user data of a pool's launch template. */
function userDataOf(resources: Resources, pool: string): string {
  return Buffer.from(resources.named(`eks-${pool}-template`, templateType).inputs.userData ?? "", "base64").toString();
}

describe("counterparts of node options", () => {
  describe("prefix delegation and max pods", () => {
    it("sets max pods on nodes that EKS does not configure, and on no others", async () => {
      const { resources } = await outcomeOf(caseSections("prefix-delegation-pools"));
      expect(userDataOf(resources, "self")).to.include("config:\n      maxPods: 110");
      expect(userDataOf(resources, "own")).to.include("maxPods: 110");
      expect(userDataOf(resources, "br")).to.include("max-pods = 110");
      expect(userDataOf(resources, "managed")).to.equal("");
    });

    it("is the same whether the option or `values` turn it on", async () => {
      const pool = "nodePools: { self: { kind: selfManaged, instanceTypes: [m7g.8xlarge] } }";
      const on = 'addons: { vpc-cni: { values: { env: { ENABLE_PREFIX_DELEGATION: "true" } } } }';
      const off = 'addons: { vpc-cni: { prefixDelegation: true, values: { env: { ENABLE_PREFIX_DELEGATION: "false" } } } }';
      expect(userDataOf((await outcomeOf(sections(pool, on))).resources, "self")).to.include("maxPods: 250");
      for (const without of [off, ""])
        expect(userDataOf((await outcomeOf(sections(pool, without))).resources, "self")).not.to.include("maxPods");
    });

    it("leaves the last word to the user's own part", async () => {
      const own =
        'nodePools: { br: { kind: selfManaged, instanceTypes: [m7g.large], ami: bottlerocket, userData: "[settings.kubernetes]\\nmax-pods = 50" } }';
      const { resources } = await outcomeOf(sections(own, "addons: { vpc-cni: { prefixDelegation: true } }"));
      expect(userDataOf(resources, "br")).to.include("max-pods = 50").and.not.include("110");
    });

    it("sets it in the node classes of Karpenter", async () => {
      const kubelets = async (pools: string, cni = "{ prefixDelegation: true }") => {
        const { resources } = await outcomeOf(sections(`addons: { vpc-cni: ${cni}, karpenter: { nodePools: ${pools} } }`));
        return resources
          .ofType("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass")
          .map(({ inputs }) => [inputs.metadata.name, inputs.spec.kubelet?.maxPods]);
      };
      const pools = "{ any: {}, bare: { instanceTypes: [m7g.metal] }, xen: { instanceTypes: [m4.large] } }";
      expect(await kubelets(pools)).to.have.deep.members([
        ["any", 110],
        ["bare", 250],
        ["xen", undefined],
      ]);
      expect(await kubelets("{ any: {} }", "{}")).to.deep.equal([["any", undefined]]);
    });
  });

  describe("custom networking and max pods", () => {
    const cni = (more = "") =>
      `addons: { vpc-cni: { ${more} values: { env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true', ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone }, eniConfig: { create: true, region: eu-west-1, subnets: { eu-west-1a: { id: subnet-1 } } } } } }`;
    const pools =
      "nodePools: { self: { kind: selfManaged, instanceTypes: [m7g.large, m7g.xlarge] }, br: { kind: selfManaged, instanceTypes: [t4g.medium], ami: bottlerocket }, managed: { instanceTypes: [m7g.large] } }";

    it("leaves out the interface that serves no pod, on nodes that EKS does not configure", async () => {
      const { resources } = await outcomeOf(sections(pools, cni()));
      expect(userDataOf(resources, "self")).to.include("maxPods: 20");
      expect(userDataOf(resources, "br")).to.include("max-pods = 12");
      expect(userDataOf(resources, "managed")).to.equal("");
    });

    it("counts prefixes of the other interfaces", async () => {
      const { resources } = await outcomeOf(sections(pools, cni("prefixDelegation: true,")));
      expect(userDataOf(resources, "self")).to.include("maxPods: 110");
    });
  });

  describe("custom networking and Karpenter", () => {
    it("reserves the network interface that serves no pod", async () => {
      const cni =
        "values: { env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true', ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone }, eniConfig: { create: true, region: eu-west-1, subnets: { eu-west-1a: { id: subnet-1 } } } }";
      const reserved = async (text: string) => {
        const { resources } = await outcomeOf(sections(`addons: { vpc-cni: { ${text} }, karpenter: true }`));
        return resources.named("eks-karpenter", "kubernetes:helm.sh/v3:Release").inputs.values.settings.reservedENIs;
      };
      expect(await reserved(cni)).to.equal("1");
      expect(await reserved("")).to.equal(undefined);
    });
  });

  describe("nodes of an existing IPv6 cluster", () => {
    const network = { serviceIpv6Cidr: "fd30:1c53:5f8a::/108", ipFamily: "ipv6" };
    const invokes = {
      "aws:eks/getCluster:getCluster": () => ({
        arn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
        version: "1.35",
        endpoint: "https://shop",
        certificateAuthorities: [{ data: "Q0E=" }],
        kubernetesNetworkConfigs: [network],
        vpcConfig: { clusterSecurityGroupId: "sg-1", vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] },
        identities: [{ oidcs: [{ issuer: "https://oidc" }] }],
        accessConfigs: [{ authenticationMode: "API" }],
      }),
      "aws:ec2/getSubnet:getSubnet": ({ id }: Inputs) => ({ id, availabilityZone: `eu-west-1${id === "subnet-1" ? "a" : "b"}` }),
    };

    it("come with a CNI that may assign IPv6 addresses", async () => {
      const policy = async (more: object) => {
        const { resources } = await outcomeOf(sections("cluster: { existing: { name: shop } }", "addons: { vpc-cni: true }"), {
          invokes: { ...invokes, ...more },
        });
        return JSON.stringify(resources.all.filter(({ type, name }) => type.endsWith(":RolePolicy") && name.includes("vpc-cni")));
      };
      expect(await policy({}))
        .to.include("ec2:AssignIpv6Addresses")
        .and.include("network-interface/*");
      const getCluster = () => ({
        ...invokes["aws:eks/getCluster:getCluster"](),
        kubernetesNetworkConfigs: [{ serviceIpv4Cidr: "172.20.0.0/16", ipFamily: "ipv4" }],
      });
      expect(await policy({ "aws:eks/getCluster:getCluster": getCluster })).to.equal("[]");
    });

    it("get its service range, DNS and the number of pods that prefixes hold", async () => {
      const { resources } = await outcomeOf(
        sections(
          "cluster: { existing: { name: shop } }",
          "nodePools: { self: { kind: selfManaged, instanceTypes: [m7g.large] }, br: { kind: selfManaged, instanceTypes: [m7g.large], ami: bottlerocket } }",
        ),
        { invokes },
      );
      expect(userDataOf(resources, "self")).to.include("cidr: fd30:1c53:5f8a::/108").and.include("maxPods: 110");
      expect(userDataOf(resources, "br")).to.include('cluster-dns-ip = "fd30:1c53:5f8a::a"').and.include("max-pods = 110");
    });
  });
});
