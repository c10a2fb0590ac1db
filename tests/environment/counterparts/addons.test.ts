import { expect } from "chai";
import { parseSettings, type SettingsInput } from "../../../components";
import { mergeValues } from "../../../components/util/deep-merge";
import type { Inputs } from "../../harness/mocks/mocks";
import { caseSections, configurationOf, issuesOf, outcomeOf, sections } from "./fixtures";

const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const controllerPolicy = "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController";

describe("counterparts of add-on options", () => {
  describe("an internal shared load balancer and isolated teams", () => {
    const sourcesOf = async (input: Parameters<typeof outcomeOf>[0]) => {
      const { resources, findings } = await outcomeOf(input);
      const { spec } = resources.only("kubernetes:networking.k8s.io/v1:NetworkPolicy").inputs;
      const blocks = spec.ingress[0].from.flatMap(({ ipBlock }: Inputs) => ipBlock?.cidr ?? []);
      return { blocks, findings };
    };

    it("admits the private subnets of the load balancer, and warns", async () => {
      const { blocks, findings } = await sourcesOf({
        ...caseSections("internal-alb-isolated"),
        network: { zones: ["eu-west-1a", "eu-west-1b"] },
      });
      expect(blocks).to.have.members(["10.0.16.0/22", "10.0.0.0/20", "10.0.48.0/22", "10.0.32.0/20"]);
      expect(findings.join()).to.match(/teams.burnham.loadBalancers: the shared load balancer is internal/);
    });

    it("is in the private subnets of a VPC without public ones", async () => {
      const registries = { "public.ecr.aws": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/public" };
      const own = { network: { publicSubnets: false, endpoints: "private" }, images: { registries } };
      const teams = { burnham: { kind: "application", members: ["arn:aws:iam::111122223333:role/Dev"], network: "isolated" } };
      const sharedAlb = (options: unknown) => ({ ...own, teams, addons: { "aws-load-balancer-controller": { sharedAlb: options } } });
      expect(issuesOf(sharedAlb({ scheme: "internet-facing" }))).to.match(/sharedAlb\.scheme: internet-facing requires public subnets/);
      const { resources, findings } = await outcomeOf(sharedAlb(true));
      const params = resources.ofType("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams");
      expect(params.map(({ inputs }) => inputs.spec.scheme)).to.deep.equal(["internal"]);
      const { spec } = resources.only("kubernetes:networking.k8s.io/v1:NetworkPolicy").inputs;
      const blocks = spec.ingress[0].from.flatMap(({ ipBlock }: Inputs) => ipBlock?.cidr ?? []);
      expect(blocks).to.deep.equal(["10.0.0.0/20", "10.0.32.0/20"]);
      expect(findings.join()).to.match(/teams.burnham.loadBalancers: load balancers are in the private subnets, so/);
    });

    it("keeps the ranges that the team lists", async () => {
      const ranges = sections("teams: { burnham: { loadBalancers: [10.0.0.0/26] } }");
      const { blocks, findings } = await sourcesOf(mergeValues(caseSections("internal-alb-isolated"), ranges));
      expect(blocks).to.deep.equal(["10.0.0.0/26"]);
      expect(findings.join()).not.to.match(/is internal/);
    });

    it("admits the private subnets of an existing VPC without public ones", async () => {
      const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-1", "subnet-2"] };
      const invokes = { "aws:ec2/getSubnet:getSubnet": ({ id }: Inputs) => ({ id, cidrBlock: `10.5.${id.slice(-1)}.0/24` }) };
      const { resources, findings } = await outcomeOf({ ...caseSections("internal-alb-isolated"), network: { existing } }, { invokes });
      const { spec } = resources.only("kubernetes:networking.k8s.io/v1:NetworkPolicy").inputs;
      expect(JSON.stringify(spec)).to.include("10.5.1.0/24").and.include("10.5.2.0/24");
      expect(findings.join()).not.to.match(/no load balancer may connect/);
    });
  });

  describe("auto-instrumentation and restricted namespaces", () => {
    const monitored = ({ manager }: Inputs) => manager?.applicationSignals.autoMonitor.monitorAllServices;
    const name = "amazon-cloudwatch-observability";
    const own = `addons: { ${name}: { values: { manager: { applicationSignals: { autoMonitor: { monitorAllServices: true } } } } } }`;
    const team = (podSecurity: string) =>
      sections(`teams: { a: { kind: application, members: ["arn:aws:iam::123456789012:role/Dev"], podSecurity: ${podSecurity} } }`);

    it("is off", async () => {
      const { resources } = await outcomeOf(caseSections("auto-instrumentation-restricted"));
      expect(monitored(configurationOf(resources, name))).to.equal(false);
    });

    it("is as the user writes it, with a warning", async () => {
      const { resources, findings } = await outcomeOf({ ...team("{ enforce: restricted }"), ...sections(own) });
      expect(monitored(configurationOf(resources, name))).to.equal(true);
      expect(findings.join()).to.match(/autoMonitor: auto-instrumentation adds containers .* list these namespaces under `exclude`/);
    });

    it("is left to the add-on's default where no namespace enforces `restricted`", async () => {
      for (const podSecurity of ["baseline", "{ enforce: baseline, warn: restricted }"]) {
        const { resources } = await outcomeOf({ ...team(podSecurity), ...sections(`addons: { ${name}: true }`) });
        expect(monitored(configurationOf(resources, name)), podSecurity).to.equal(undefined);
      }
    });
  });

  describe("pod network interfaces", () => {
    const env = (text: string, more = "") => sections(`addons: { vpc-cni: { values: { env: ${text} } } }`, more);
    const standard = '{ ENABLE_POD_ENI: "true", POD_SECURITY_GROUP_ENFORCING_MODE: standard }';
    const nitro = "nodePools: { a: { instanceTypes: [m7g.large] } }";

    it("attach the policy of the VPC resource controller to the cluster's role before the add-on", async () => {
      const { resources, findings } = await outcomeOf(caseSections("pod-eni"));
      const attachment = resources.named("eks-vpc-cni-cluster-role", attachmentType);
      expect(attachment.inputs.policyArn).to.equal(controllerPolicy);
      expect(resources.waitsFor(resources.named("eks-vpc-cni", "aws:eks/addon:Addon"), attachment)).to.equal(true);
      expect(findings.join()).to.match(/ENABLE_POD_ENI: no node can run pods with security groups .* m7g.large/);
    });

    it("attach nothing where they are off", async () => {
      const { resources } = await outcomeOf(env('{ ENABLE_POD_ENI: "false" }'));
      expect(resources.ofType(attachmentType).map(({ inputs }) => inputs.policyArn)).not.to.include(controllerPolicy);
    });

    it("warn about pools of burstable instances alone", async () => {
      expect((await outcomeOf(env(standard, nitro))).findings).to.deep.equal([]);
      const mixed = env(standard, "nodePools: { a: { instanceTypes: [m7g.large] }, b: { instanceTypes: [t4g.large] } }");
      expect((await outcomeOf(mixed)).findings.join()).to.match(/cannot run in pool b:/);
    });

    it("warn about probes and reject network policies in the enforcing mode strict", async () => {
      const strict = '{ ENABLE_POD_ENI: "true" }';
      expect((await outcomeOf(env(strict, nitro))).findings.join()).to.match(
        /kubelet cannot probe .* `POD_SECURITY_GROUP_ENFORCING_MODE: standard`/,
      );
      const early = 'addons: { vpc-cni: { values: { init: { env: { DISABLE_TCP_EARLY_DEMUX: "true" } } } } }';
      expect((await outcomeOf(mergeValues(env(strict, early), sections(nitro)))).findings).to.deep.equal([]);
      expect(issuesOf(env(strict, "addons: { vpc-cni: { networkPolicy: true } }"))).to.match(/network policies do not apply to pods/);
    });
  });

  describe("custom networking", () => {
    const env = (text: string, more = "") => issuesOf(sections(`addons: { vpc-cni: { values: { env: ${text} } } }`, more));
    const cniZones = (text: string) => mergeValues(sections(`addons: { vpc-cni: { values: { env: { ${text} } } } }`), sections(config));
    const config =
      "addons: { vpc-cni: { values: { eniConfig: { create: true, region: eu-west-1, subnets: { eu-west-1a: { id: subnet-1 } } } } } }";

    it("needs a subnet of pods in each zone of nodes", async () => {
      const on = cniZones("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true', ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone");
      const of = (more: string) => {
        const input = mergeValues(on, sections(more)) as SettingsInput;
        return parseSettings({ region: "eu-west-1", ...input })
          .findings.map(({ message }) => message)
          .join();
      };
      expect(of("network: { zones: 2 }")).to.match(/only 1 of 2 zones have a subnet for pods: nodes in the others never get ready/);
      expect(of("network: { zones: [eu-west-1a, eu-west-1b] }")).to.match(/eu-west-1b has no subnet for pods: nodes there never get ready/);
      expect(of("nodePools: { a: { zones: [eu-west-1a] } }")).not.to.match(/subnet for pods/);
    });

    it("needs the subnets of pods, and the label by which nodes find theirs", () => {
      const on = 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"';
      expect(env(`{ ${on} }`)).to.match(/needs the subnets of pods before the first node; add `values.eniConfig/);
      expect(env(`{ ${on} }`, config)).to.match(/add `ENI_CONFIG_LABEL_DEF: topology.kubernetes.io\/zone`/);
      expect(env(`{ ${on}, ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone }`, config)).to.equal("");
      expect(env('{ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "false" }')).to.equal("");
    });
  });

  describe("autoscaling of CoreDNS", () => {
    const coredns = (text: string) => sections(`addons: { coredns: ${text} }`);

    it("takes the place of a fixed number of pods", async () => {
      const { resources } = await outcomeOf(caseSections("coredns-autoscaling"));
      expect(configurationOf(resources, "coredns")).to.deep.equal({ autoScaling: { enabled: true, minReplicas: 4, maxReplicas: 10 } });
    });

    it("starts from `replicas`", async () => {
      const { resources } = await outcomeOf(coredns("{ replicas: 3, values: { autoScaling: { enabled: true } } }"));
      expect(configurationOf(resources, "coredns")).to.deep.equal({ autoScaling: { enabled: true, minReplicas: 3 } });
    });

    it("keeps the fixed number of pods while it is off", async () => {
      const { resources } = await outcomeOf(coredns("{ replicas: 3, values: { autoScaling: { enabled: false } } }"));
      expect(configurationOf(resources, "coredns")).to.include({ replicaCount: 3 });
    });

    it("rejects what contradicts it", () => {
      const issue = (text: string) => issuesOf(coredns(`{ values: ${text} }`));
      expect(issue("{ replicaCount: 3, autoScaling: { enabled: true } }")).to.match(/remove one of the two/);
      expect(issue("{ autoScaling: { enabled: true, maxReplicas: 1 } }")).to.match(
        /maxReplicas: expected the minimum of 2 at least, found 1/,
      );
    });
  });
});
