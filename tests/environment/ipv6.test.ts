import { expect } from "chai";
import { configurationOf, issuesOf, type Outcome, outcomeOf } from "./counterparts/fixtures";

const cluster = { ipFamily: "ipv6" };
const instanceTypes = ["m7g.large"];
const subnetFacts = (facts: object) => ({ invokes: { "aws:ec2/getSubnet:getSubnet": ({ id }: { id?: string }) => ({ id, ...facts }) } });
const network = {
  existing: {
    vpcId: "vpc-1",
    privateSubnetIds: ["subnet-1", "subnet-2"],
    publicSubnetIds: ["subnet-3"],
    zones: ["eu-west-1a", "eu-west-1b"],
  },
};

describe("Environment with IPv6", () => {
  let outcome: Outcome;
  const template = (pool: string) => outcome.resources.named(`eks-${pool}-template`, "aws:ec2/launchTemplate:LaunchTemplate").inputs;
  const userData = (pool: string) => Buffer.from(template(pool).userData ?? "", "base64").toString();
  before(async () => {
    outcome = await outcomeOf({
      cluster: { ...cluster, securityGroupRules: { ping: { protocol: "icmp", cidrs: ["2001:db8::/32"] } } },
      nodePools: {
        managed: { instanceTypes },
        own: { instanceTypes, kind: "selfManaged" },
        bottlerocket: { instanceTypes, kind: "selfManaged", ami: "bottlerocket" },
      },
      addons: {
        karpenter: { nodePools: { default: {} } },
        "aws-load-balancer-controller": { sharedAlb: true },
        adot: { traces: true },
        "fluent-bit": true,
      },
      teams: {
        shop: { kind: "application", members: ["arn:aws:iam::111122223333:role/shop"], network: "isolated", samples: { web: true } },
      },
    });
  });

  it("creates a VPC with an IPv6 block, whose subnets get theirs by a transform", () => {
    const vpc = outcome.resources.only("awsx:ec2:Vpc");
    expect(vpc.inputs.assignGeneratedIpv6CidrBlock).to.equal(true);
    expect(vpc.transforms).to.equal(1);
  });

  it("routes private subnets through an egress-only gateway, and public ones through the internet gateway, before the nodes", () => {
    const { resources } = outcome;
    const gateway = resources.idOf("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "eks-network-ipv6");
    const routes = resources.ofType("aws:ec2/route:Route").filter(({ inputs }) => inputs.destinationIpv6CidrBlock === "::/0");
    const targets = routes.map(({ name, inputs }) => [name, inputs.egressOnlyGatewayId ?? inputs.gatewayId]);
    const internet = resources.idOf("aws:ec2/internetGateway:InternetGateway", "eks-network");
    expect(targets).to.have.deep.members([
      ["eks-network-ipv6-private-eu-west-1a", gateway],
      ["eks-network-ipv6-private-eu-west-1b", gateway],
      ["eks-network-ipv6-public-eu-west-1a", internet],
      ["eks-network-ipv6-public-eu-west-1b", internet],
    ]);
    const group = resources.named("eks-managed", "aws:eks/nodeGroup:NodeGroup");
    for (const route of routes) expect(resources.waitsFor(group, route), route.name).to.equal(true);
  });

  it("creates the control plane with IPv6, and gives nodes its Service range", () => {
    expect(outcome.resources.only("eks:index:Cluster").inputs)
      .to.include({ ipFamily: "ipv6" })
      .and.not.have.property("kubernetesServiceIpAddressRange");
    expect(userData("own")).to.match(/cidr: fd[0-9a-f:]+\/108/);
    expect(userData("bottlerocket")).to.match(/cluster-dns-ip = "fd[0-9a-f:]+a"/);
  });

  it("lets the VPC CNI assign IPv6 addresses by a policy of its own, in prefixes", () => {
    const { resources } = outcome;
    expect(resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn)).to.not.include(
      "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
    );
    const { policy } = resources.named("eks-vpc-cni-aws-node-policy", "aws:iam/rolePolicy:RolePolicy").inputs;
    expect(policy).to.contain("ec2:AssignIpv6Addresses");
    expect(configurationOf(resources, "vpc-cni").env).to.deep.equal({ ENABLE_PREFIX_DELEGATION: "true" });
    expect(userData("own")).to.contain("maxPods: 110");
  });

  it("turns on the IPv6 endpoint of instance metadata", () => {
    for (const pool of ["managed", "own", "bottlerocket"])
      expect(template(pool).metadataOptions).to.include({ httpProtocolIpv6: "enabled", httpTokens: "required" });
    const { spec } = outcome.resources.named("eks-karpenter-default-class").inputs;
    expect(spec.metadataOptions.httpProtocolIPv6).to.equal("enabled");
  });

  it("keeps Karpenter to the Nitro system", () => {
    const { spec } = outcome.resources.named("eks-karpenter-default", "kubernetes:karpenter.sh/v1:NodePool").inputs;
    expect(spec.template.spec.requirements).to.deep.include({
      key: "karpenter.k8s.aws/instance-hypervisor",
      operator: "In",
      values: ["nitro"],
    });
  });

  it("gives load balancers both families, and lets their IPv6 addresses into isolated teams", () => {
    const { resources } = outcome;
    const { spec } = resources.named("eks-team-shop-ingress-class", "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams").inputs;
    expect(spec).to.deep.include({ ipAddressType: "dualstack", targetType: "ip", inboundCIDRs: ["0.0.0.0/0", "::/0"] });
    const { ingress } = resources.named("eks-team-shop.team-shop-isolation").inputs.spec;
    expect(JSON.stringify(ingress)).to.match(/"cidr":"[0-9a-f]+:[0-9a-f:]+10::\/64"/);
    const annotations = resources.named("eks-sample-shop-web", "kubernetes:networking.k8s.io/v1:Ingress").inputs.metadata.annotations;
    expect(annotations["alb.ingress.kubernetes.io/ip-address-type"]).to.equal("dualstack");
  });

  it("makes servers listen on IPv6 that would not", () => {
    const { resources } = outcome;
    expect(resources.named("eks-sample-shop-web", "kubernetes:core/v1:ConfigMap").inputs.data["default.conf"]).to.contain(
      "listen [::]:8080;",
    );
    expect(resources.named("eks-fluent-bit", "kubernetes:helm.sh/v3:Release").inputs.values.service.extraService).to.contain(
      "HTTP_Listen  ::",
    );
    expect(
      JSON.stringify(resources.ofType("kubernetes:opentelemetry.io/v1beta1:OpenTelemetryCollector").map(({ inputs }) => inputs)),
    ).to.contain("[::]:4317");
  });

  it("writes security group rules of IPv6", () => {
    expect(outcome.resources.named("eks-ping-2001-db8--/32").inputs).to.include({ cidrIpv6: "2001:db8::/32", ipProtocol: "icmpv6" });
  });
});

describe("IPv6", () => {
  it("works without NAT and public subnets: subnets have blocks, and no way out", async () => {
    const { resources } = await outcomeOf({ cluster, network: { publicSubnets: false, endpoints: "private" } });
    const subnets = resources.ofType("aws:ec2/subnet:Subnet").map(({ inputs }) => inputs);
    expect(subnets.map((subnet) => subnet.assignIpv6AddressOnCreation)).to.deep.equal([true, true]);
    const groups = subnets.map(({ ipv6CidrBlock }) => Number.parseInt(ipv6CidrBlock.split(":")[3], 16) & 0xff);
    expect(groups).to.deep.equal([0, 1]);
    expect(resources.ofType("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway")).to.deep.equal([]);
  });

  it("works in Auto Mode", async () => {
    const { resources } = await outcomeOf({ cluster: { ...cluster, autoMode: true } });
    expect(resources.only("eks:index:Cluster").inputs.ipFamily).to.equal("ipv6");
  });

  it("admits nodes to a public endpoint, which they reach by IPv6 too", async () => {
    const endpoint = { private: false, public: { cidrs: ["203.0.113.0/24"] } };
    const { resources } = await outcomeOf({ cluster: { ...cluster, endpoint } });
    const { publicAccessCidrs } = resources.only("eks:index:Cluster").inputs;
    expect(publicAccessCidrs.filter((range: string) => range.endsWith("::/56"))).to.have.lengthOf(1);
  });

  it("uses an existing VPC whose subnets have IPv6 blocks and assign addresses", async () => {
    const facts = { ipv6CidrBlock: "2001:db8:1:200::/64", assignIpv6AddressOnCreation: true, cidrBlock: "10.0.0.0/20" };
    const { resources } = await outcomeOf({ cluster, network }, subnetFacts(facts));
    expect(resources.only("eks:index:Cluster").inputs.ipFamily).to.equal("ipv6");
    expect(resources.ofType("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway")).to.deep.equal([]);
  });

  it("rejects subnets of an existing VPC without", async () => {
    const errorOf = async (facts: object) =>
      outcomeOf({ cluster, network }, subnetFacts(facts)).then(
        () => "",
        (error: Error) => error.message,
      );
    expect(await errorOf({ ipv6CidrBlock: "" })).to.contain(
      "network.existing.privateSubnetIds[0]: subnet-1 has no IPv6 range, which `cluster.ipFamily: ipv6` needs; associate one with the VPC and the subnet",
    );
    const message = await errorOf({ ipv6CidrBlock: "2001:db8:1:200::/64", assignIpv6AddressOnCreation: false });
    expect(message)
      .to.contain("privateSubnetIds[1]: subnet-2 does not assign IPv6 addresses to new instances")
      .and.not.contain("publicSubnetIds");
  });

  describe("of load balancers in an existing VPC", () => {
    const inboundCidrs = ["203.0.113.0/24", "2001:db8::/32"];
    const auth = {
      type: "oidc",
      issuer: "https://i.example",
      authorizationEndpoint: "https://i.example/a",
      tokenEndpoint: "https://i.example/t",
      userInfoEndpoint: "https://i.example/u",
      secretName: "client",
    };
    const service = { namespace: "tools", name: "wiki", port: 8080 };
    const domain = {
      name: "shop.example.com",
      zoneId: "Z0123",
      scheme: "internal",
      inboundCidrs,
      externalDns: false,
      expose: { wiki: { auth, service } },
    };
    const existing = { ...network.existing, publicSubnetIds: ["subnet-3", "subnet-4"] };
    const addons = {
      "aws-load-balancer-controller": { sharedAlb: { inboundCidrs } },
      istio: { gateway: { sourceCidrs: inboundCidrs } },
    };
    const input = { network: { existing }, domain, addons };

    it("have addresses of both families where they admit ranges of IPv6, and admit these alone", async () => {
      const { resources } = await outcomeOf(input, subnetFacts({ ipv6CidrBlock: "2001:db8:1:200::/64" }));
      const own = resources.only("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams").inputs.spec;
      const release = resources.named("eks-aws-load-balancer-controller", "kubernetes:helm.sh/v3:Release").inputs;
      for (const spec of [own, release.values.ingressClassParams.spec])
        expect(spec).to.deep.include({ ipAddressType: "dualstack", inboundCIDRs: inboundCidrs });
      const gateway = resources.named("eks-istio-gateway", "kubernetes:helm.sh/v3:Release").inputs.values.service;
      expect(gateway.annotations["service.beta.kubernetes.io/aws-load-balancer-ip-address-type"]).to.equal("dualstack");
      expect(gateway.loadBalancerSourceRanges).to.deep.equal(inboundCidrs);
    });

    it("are rejected where their subnets have no such addresses, all at once", async () => {
      const message = await outcomeOf(input, subnetFacts({ ipv6CidrBlock: "" })).then(
        () => "",
        (error: Error) => error.message,
      );
      const text = (subnets: string) =>
        `the load balancer needs IPv6 addresses for 2001:db8::/32, and ${subnets} have no IPv6 range; associate one with the VPC and the subnet, or remove the range`;
      expect(message.split("\n")).to.deep.equal([
        `eks-blueprints:domain.inboundCidrs[1]: ${text("subnet-1 and subnet-2")}`,
        `eks-blueprints:addons.aws-load-balancer-controller.sharedAlb.inboundCidrs[1]: ${text("subnet-3 and subnet-4")}`,
        `eks-blueprints:addons.istio.gateway.sourceCidrs[1]: ${text("subnet-1 and subnet-2")}`,
      ]);
    });

    it("ask nothing of subnets without such ranges", async () => {
      const plain = { network: { existing }, domain: { ...domain, inboundCidrs: ["10.0.0.0/8"] } };
      const { resources } = await outcomeOf(plain, subnetFacts({ ipv6CidrBlock: "" }));
      expect(resources.only("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams").inputs.spec).not.to.have.key("ipAddressType");
    });
  });

  it("excludes add-ons and values that do not support it", () => {
    const issues = (addons: object) => issuesOf({ cluster, addons });
    expect(issues({ "aws-fsx-csi-driver": true })).to.equal(
      "addons.aws-fsx-csi-driver: is not supported by EKS with `cluster.ipFamily: ipv6`; remove one of the two keys",
    );
    expect(issues({ "vpc-cni": { values: { env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true" } } } })).to.equal(
      "addons.vpc-cni.values.env.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: not supported with `cluster.ipFamily: ipv6`; remove it",
    );
    expect(issues({ "vpc-cni": { values: { env: { ENABLE_PREFIX_DELEGATION: "false" } } } })).to.equal(
      "addons.vpc-cni.values.env.ENABLE_PREFIX_DELEGATION: `cluster.ipFamily: ipv6` needs it; remove the key",
    );
    expect(issues({ karpenter: { nodePools: { old: { instanceTypes: ["m4.large"] } } } })).to.equal(
      "addons.karpenter.nodePools.old.instanceTypes[0]: m4.large is not on the Nitro system, which `cluster.ipFamily: ipv6` needs; choose a type such as m7g.large",
    );
  });
});
