import { readFileSync } from "node:fs";
import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { actionsOf, inlineStatements, plain } from "../../../harness/mocks/policies";
import { type InstallOptions, pool, registered } from "../../fixtures";
import { issuesOf, selection, warningsOf } from "../../plan/selection";

const name = "aws-load-balancer-controller";
const releaseType = "kubernetes:helm.sh/v3:Release";
const role = `eks-${name}-${name}`;

async function installed(options: true | Readonly<Record<string, unknown>> = true, more: InstallOptions = {}) {
  return registered({ ...more, addons: { [name]: options, ...more.addons } });
}

async function values(...args: Parameters<typeof installed>) {
  return (await installed(...args)).named(`eks-${name}`, releaseType).inputs.values;
}

function publishedStatements(file: string) {
  return JSON.parse(readFileSync(`tests/fixtures/iam/aws-load-balancer-controller.${file}.json`, "utf8")).Statement.map(plain);
}

describe(name, () => {
  it("installs the chart with cluster name, region and VPC, which its pods cannot look up", async () => {
    const { inputs, provider } = (await installed()).only(releaseType);
    expect(inputs).to.deep.include({
      name,
      chart: name,
      version: "3.5.0",
      namespace: "kube-system",
      repositoryOpts: { repo: "https://aws.github.io/eks-charts" },
    });
    expect(inputs.values).to.deep.include({ clusterName: "shop", region: "eu-west-1", vpcId: "vpc-1", defaultTargetType: "ip" });
    expect(provider).to.include("pulumi:providers:kubernetes::cluster");
  });

  it("passes the stack's tags on, but for those that the chart would write as invalid YAML, and says which", async () => {
    const tags = { owner: "platform team", url: "https://a.example", note: "see: wiki", end: "a:", "a=b": "c" };
    expect((await values(true, { tags })).defaultTags).to.deep.equal({ owner: tags.owner, url: tags.url });
    expect(warningsOf({ [name]: true }, { tags })).to.contain("load balancers do not get the tags note, end, a=b: ");
    expect(warningsOf({ [name]: true }, { tags: { owner: "platform" } })).to.equal("");
  });

  it("creates the CRDs of its chart before the release, which skips them", async () => {
    const found = await installed();
    const crds = found.ofType("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition");
    const kinds = crds.map(({ inputs }) => inputs.spec.names.kind);
    expect(kinds).to.include.members(["TargetGroupBinding", "IngressClassParams", "LoadBalancerConfiguration", "TargetGroupConfiguration"]);
    const release = found.only(releaseType);
    expect(release.inputs.skipCrds).to.equal(true);
    for (const { urn, name: resource, inputs, provider } of crds) {
      expect(resource).to.equal(`eks-${name}-${inputs.metadata.name}`);
      expect(inputs.metadata.labels).to.deep.equal({ "app.kubernetes.io/version": release.inputs.version });
      expect(provider).to.include("pulumi:providers:kubernetes::cluster");
      expect(release.dependencies).to.include(urn);
    }
  });

  it("warns when `version` may need other CRDs", () => {
    const warned = (version: string) => selection({ [name]: { version } }).findings.filter(({ path }) => path === `addons.${name}`);
    expect(warned("3.5.0")).to.be.empty;
    expect(warned("3.6.0").map(({ message, fix }) => [message, fix])).to.deep.equal([
      ["its CRDs are those of version 3.5.0, which may lack fields of version 3.6.0", "remove `version`, or compare the two"],
    ]);
  });

  it("sets only values that the chart declares", async () => {
    const sharedAlb = { certificateArns: ["arn:aws:acm:eu-west-1:123456789012:certificate/1"] };
    expect(chartIssues(name, await values({ sharedAlb }, { cluster: { identity: "irsa" } }))).to.deep.equal([]);
  });

  it("runs two pods with a topology spread and a disruption budget, and tolerates the taints of the pools", async () => {
    const nodePools = { gpu: pool({ taints: [{ key: "gpu", effect: "NoSchedule" }] }) };
    const { replicaCount, podDisruptionBudget, topologySpreadConstraints, tolerations } = await values(true, { nodePools });
    expect([replicaCount, podDisruptionBudget]).to.deep.equal([2, { maxUnavailable: 1 }]);
    expect(topologySpreadConstraints[0].labelSelector).to.deep.equal({ matchLabels: { "app.kubernetes.io/name": name } });
    expect(tolerations).to.deep.include({ key: "gpu", operator: "Exists", effect: "NoSchedule" });
  });

  for (const [region, partition, file] of [
    ["eu-west-1", "aws", "iam_policy"],
    ["cn-northwest-1", "aws-cn", "iam_policy_cn"],
    ["us-gov-east-1", "aws-us-gov", "iam_policy_us-gov"],
  ] as const) {
    it(`allows exactly the actions of the published policy in ${partition}`, async () => {
      const statements = inlineStatements(await installed(true, { region }), role);
      expect(actionsOf(statements)).to.deep.equal(actionsOf(publishedStatements(file)));
      for (const arn of statements.flatMap(({ Resource }) => Resource)) expect(arn).to.match(new RegExp(`^(\\*$|arn:${partition}:)`));
    });
  }

  it("rejects values that leave listeners without the tag that its IAM policy requires", () => {
    const gate = (on: unknown) => issuesOf({ [name]: { values: { controllerConfig: { featureGates: { ListenerRulesTagging: on } } } } });
    for (const off of [false, "false"]) expect(gate(off)).to.match(/ListenerRulesTagging:? false creates listeners without the tag/);
    for (const on of [true, undefined]) expect(gate(on)).to.equal("");
    expect(issuesOf({ [name]: { values: { controllerConfig: null } } })).to.equal("");
  });

  it("fits its inline policy into IAM's limit of 10,240 characters", async () => {
    for (const region of ["us-gov-east-1", "cn-northwest-1"]) {
      const { inputs } = (await installed(true, { region })).named(`${role}-policy`, "aws:iam/rolePolicy:RolePolicy");
      const named = inputs.policy.split("shop").length - 1;
      // a cluster name can have 96 characters more than `shop`
      expect(inputs.policy.length + 96 * named, region).to.be.below(10_240);
    }
  });

  it("waits for its permissions under Pod Identity, and annotates its service account under IRSA", async () => {
    const podIdentity = await installed();
    const association = podIdentity.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(association.inputs).to.include({ namespace: "kube-system", serviceAccount: name });
    expect(podIdentity.waitsFor(podIdentity.only(releaseType), association)).to.equal(true);
    const irsa = await values(true, { cluster: { identity: "irsa" } });
    expect(irsa.serviceAccount.annotations["eks.amazonaws.com/role-arn"]).to.match(/:role\/eks-aws-load-balancer/);
  });

  it("disables its Service webhook unless `defaultForServices` is true", async () => {
    expect((await values()).enableServiceMutatorWebhook).to.equal(false);
    expect((await values({ defaultForServices: true })).enableServiceMutatorWebhook).to.equal(true);
  });

  it("is installed before all add-ons that create Services", async () => {
    const addons = { "cert-manager": true, "fluent-bit": true, prometheus: true, "external-dns": { zones: ["Z0123456789ABC"] } };
    const resources = await installed(true, { addons });
    const controller = resources.named(`eks-${name}`, releaseType);
    for (const other of Object.keys(addons)) {
      expect(resources.waitsFor(resources.named(`eks-${other}`, releaseType), controller), other).to.equal(true);
    }
  });

  it("is deleted before CoreDNS, because it needs DNS to delete its load balancers", async () => {
    const resources = await installed();
    expect(resources.waitsFor(resources.only(releaseType), resources.named("eks-coredns", "aws:eks/addon:Addon"))).to.equal(true);
  });

  it("makes IngressClass `alb` the default only when `defaultIngressClass` is true", async () => {
    expect((await values()).ingressClassConfig).to.deep.equal({ default: false });
    expect((await values({ defaultIngressClass: true })).ingressClassConfig).to.deep.equal({ default: true });
  });

  it("creates no security group and no IngressClassParams by default", async () => {
    const resources = await installed();
    expect(resources.ofType("aws:ec2/securityGroup:SecurityGroup")).to.be.empty;
    expect(resources.only(releaseType).inputs.values).not.to.have.any.keys("backendSecurityGroup", "ingressClassParams");
  });

  it("gives the shared load balancer a security group, from which nodes accept traffic", async () => {
    const resources = await installed({ sharedAlb: true }, { tags: { owner: "platform" } });
    const group = resources.only("aws:ec2/securityGroup:SecurityGroup");
    expect(group.name).to.equal(`eks-${name}-alb`);
    expect(group.inputs.vpcId).to.equal("vpc-1");
    expect(group.inputs.tags).to.include({ owner: "platform" });
    const ingress = resources.only("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs;
    expect(ingress).to.include({ securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 0, toPort: 65535 });
    expect(ingress.referencedSecurityGroupId).to.equal(resources.idOf(group.type, group.name));
    expect(ingress).not.to.have.any.keys("cidrIpv4", "cidrIpv6");

    const { backendSecurityGroup, ingressClassParams } = resources.only(releaseType).inputs.values;
    expect(backendSecurityGroup).to.equal(resources.idOf(group.type, group.name));
    expect(ingressClassParams).to.deep.equal({
      create: true,
      spec: { scheme: "internet-facing", group: { name: "shared" }, targetType: "ip", inboundCIDRs: ["0.0.0.0/0"] },
    });
  });

  it("serves HTTPS from `inboundCidrs` and redirects HTTP when `certificateArns` is set", async () => {
    const arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1";
    const sharedAlb = { scheme: "internal", certificateArns: [arn], inboundCidrs: ["10.0.0.0/8"] };
    const { spec } = (await values({ sharedAlb })).ingressClassParams;
    expect(spec).to.deep.include({ scheme: "internal", inboundCIDRs: ["10.0.0.0/8"], certificateArn: [arn], sslRedirectPort: "443" });
    expect(spec.listeners).to.deep.equal([
      { protocol: "HTTP", port: 80 },
      { protocol: "HTTPS", port: 443 },
    ]);
    expect(issuesOf({ [name]: { sharedAlb } }, {}, "cn-north-1")).to.match(/another partition.*expected arn:aws-cn:/);
  });

  it("pulls its image from the regional ECR registry in China, or through a mirror", async () => {
    const repository = async (more: InstallOptions) => (await values(true, more)).image.repository;
    expect(await repository({})).to.equal(`public.ecr.aws/eks/${name}`);
    expect(await repository({ region: "us-gov-west-1" })).to.equal(`public.ecr.aws/eks/${name}`);
    expect(await repository({ region: "cn-north-1" })).to.equal(`918309763551.dkr.ecr.cn-north-1.amazonaws.com.cn/amazon/${name}`);
    const images = { registries: { "public.ecr.aws": "mirror.example/aws" } };
    expect(await repository({ images })).to.equal(`mirror.example/aws/eks/${name}`);
    expect(await repository({ images, region: "cn-north-1" })).to.equal(`mirror.example/aws/eks/${name}`);
  });

  it("runs on Fargate with IRSA, and is rejected in Auto Mode", async () => {
    const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };
    const resources = await installed(true, { nodePools: {}, fargate });
    expect(resources.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.be.empty;
    expect(resources.only(releaseType).inputs.values.serviceAccount.annotations).to.have.property("eks.amazonaws.com/role-arn");
    expect(issuesOf({ [name]: true }, { nodePools: {}, cluster: { autoMode: true } })).to.match(/part of EKS Auto Mode/);
    expect(issuesOf({ [name]: true }, { cluster: { autoMode: true } })).to.equal("");
  });

  it("disables the AWS APIs that it cannot reach without NAT", async () => {
    const images = { registries: { "public.ecr.aws": "mirror.example/aws" } };
    const without = await values(true, { images, network: { nat: "none", endpoints: "private" } });
    expect(without).to.include({ enableShield: false, enableWaf: false, enableWafv2: false });
    const endpoints = ["ecr.api", "ecr.dkr", "s3", "sts", "ec2", "eks", "logs", "eks-auth", "elasticloadbalancing", "wafv2"];
    expect((await values(true, { images, network: { nat: "none", endpoints } })).enableWafv2).to.equal(true);
    expect(await values()).not.to.have.any.keys("enableShield", "enableWaf", "enableWafv2");
    expect(issuesOf({ [name]: true }, { images, network: { nat: "none", endpoints: ["s3"] } })).to.match(/elasticloadbalancing/);
  });
});
