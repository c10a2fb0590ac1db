// Every example stack plans as its page says, without a mandatory finding; what it is about is asserted on the planned inputs.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { PlanDocument } from "../../plan/report/json";

const root = path.join(__dirname, "../..");
const folder = path.join(root, "examples/stacks");
const stacks = readdirSync(folder).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);

// biome-ignore lint/suspicious/noExplicitAny: inputs as JSON
type Inputs = Record<string, any>;
type InputsOf = (type: string, name?: string) => Inputs[];

const expectations: Readonly<Record<string, (inputsOf: InputsOf) => void>> = {
  "gpu-training": (inputsOf) => {
    const [template] = inputsOf("aws:ec2/launchTemplate:LaunchTemplate", "eks-train-template");
    expect(template!.networkInterfaces).to.have.lengthOf(32);
    expect(template).to.deep.include({ instanceType: "p5.48xlarge", instanceMarketOptions: { marketType: "capacity-block" } });
    expect(Buffer.from(template!.userData, "base64").toString()).to.contain("strategy: RAID0");
    expect(inputsOf("aws:fsx/lustreFileSystem:LustreFileSystem")[0]).to.include({ storageCapacity: 4800, perUnitStorageThroughput: 500 });
    expect(inputsOf("kubernetes:helm.sh/v3:Release").map(({ name }) => name)).to.include.members([
      "aws-efa-k8s-device-plugin",
      "nvidia-device-plugin",
    ]);
  },
  karpenter: (inputsOf) => {
    const [storage] = inputsOf("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "eks-karpenter-storage-class");
    expect(storage!.spec).to.deep.include({ instanceStorePolicy: "RAID0", kubelet: { maxPods: 58, kubeReserved: { memory: "1Gi" } } });
    const [reserved] = inputsOf("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "eks-karpenter-reserved-class");
    expect(reserved!.spec.capacityReservationSelectorTerms).to.deep.equal([{ id: "cr-0123456789abcdef0" }]);
    const [controller] = inputsOf("kubernetes:helm.sh/v3:Release", "eks-karpenter");
    expect(controller!.values.tolerations).to.deep.include({ key: "CriticalAddonsOnly", operator: "Exists", effect: "NoSchedule" });
    expect(inputsOf("aws:eks/nodeGroup:NodeGroup")).to.have.lengthOf(1);
  },
  "auto-mode-pools": (inputsOf) => {
    const [database] = inputsOf("kubernetes:karpenter.sh/v1:NodePool", "eks-database");
    expect(database!.spec).to.deep.include({ replicas: 3, limits: { nodes: 4 } });
    const [nodeClass] = inputsOf("kubernetes:eks.amazonaws.com/v1:NodeClass", "eks-database-class");
    expect(nodeClass!.spec.ephemeralStorage).to.deep.include({ size: "200Gi", iops: 6000 });
    const [analytics] = inputsOf("kubernetes:karpenter.sh/v1:NodePool", "eks-analytics");
    expect(analytics!.spec.template.spec.taints).to.deep.equal([{ key: "team", value: "analytics", effect: "NoSchedule" }]);
    expect(inputsOf("aws:eks/accessEntry:AccessEntry").map(({ type }) => type)).to.include("EC2");
  },
  inference: (inputsOf) => {
    const [pool] = inputsOf("kubernetes:karpenter.sh/v1:NodePool", "eks-karpenter-inference");
    expect(pool!.spec.template.spec.requirements).to.deep.include({
      key: "karpenter.k8s.aws/instance-family",
      operator: "In",
      values: ["inf2"],
    });
    expect(inputsOf("aws:eks/nodeGroup:NodeGroup", "eks-warm")[0]).to.include({ amiType: "AL2023_x86_64_NEURON" });
    expect(inputsOf("kubernetes:helm.sh/v3:Release").map(({ name }) => name)).to.include("neuron-device-plugin");
  },
  windows: (inputsOf) => {
    const [dotnet] = inputsOf("aws:eks/nodeGroup:NodeGroup", "eks-dotnet");
    expect(dotnet).to.deep.include({
      amiType: "WINDOWS_CORE_2022_x86_64",
      taints: [{ key: "os", value: "windows", effect: "NO_SCHEDULE" }],
    });
    const [vpcCni] = inputsOf("aws:eks/addon:Addon", "eks-vpc-cni");
    expect(JSON.parse(vpcCni!.configurationValues)).to.deep.equal({ enableWindowsIpam: "true" });
  },
  private: (inputsOf) => {
    expect(inputsOf("aws:ec2/internetGateway:InternetGateway")).to.deep.equal([]);
    expect(inputsOf("aws:ec2/subnet:Subnet").filter((subnet) => subnet.mapPublicIpOnLaunch)).to.deep.equal([]);
    expect(inputsOf("aws:ec2/route:Route").map(({ destinationCidrBlock }) => destinationCidrBlock)).to.deep.equal(
      Array(3).fill("10.9.0.0/24"),
    );
    const [controlPlane] = inputsOf("aws:eks/cluster:Cluster");
    expect(controlPlane!.vpcConfig).to.deep.include({ endpointPublicAccess: false, endpointPrivateAccess: true });
    expect(inputsOf("aws:ec2/instance:Instance")[0]).to.include({ associatePublicIpAddress: false });
    const [{ values }] = inputsOf("kubernetes:helm.sh/v3:Release", "eks-aws-load-balancer-controller") as [Inputs];
    expect(values.ingressClassParams.spec.scheme).to.equal("internal");
  },
  "central-egress": (inputsOf) => {
    expect(inputsOf("aws:ec2/natGateway:NatGateway")).to.deep.equal([]);
    const routes = inputsOf("aws:ec2/route:Route").filter(({ transitGatewayId }) => transitGatewayId === "tgw-0123456789abcdef0");
    expect(routes.map((route) => route.destinationCidrBlock)).to.deep.equal(["0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0"]);
    expect(inputsOf("aws:ec2/flowLog:FlowLog")).to.have.lengthOf(1);
  },
  hybrid: (inputsOf) => {
    const [controlPlane] = inputsOf("aws:eks/cluster:Cluster");
    expect(controlPlane!.remoteNetworkConfig).to.deep.equal({
      remoteNodeNetworks: { cidrs: ["10.80.0.0/16"] },
      remotePodNetworks: { cidrs: ["10.81.0.0/16"] },
    });
    expect(inputsOf("aws:eks/accessEntry:AccessEntry").map(({ type }) => type)).to.include("HYBRID_LINUX");
    expect(inputsOf("aws:rolesanywhere/profile:Profile")[0]).to.include({ acceptRoleSessionName: true });
  },
  saas: (inputsOf) => {
    const [premium] = inputsOf("aws:eks/nodeGroup:NodeGroup", "eks-premium");
    expect(premium!.taints).to.deep.equal([{ key: "tier", value: "premium", effect: "NO_SCHEDULE" }]);
    const [acme] = inputsOf("kubernetes:argoproj.io/v1alpha1:Application", "eks-gitops-team-acme-application");
    expect(acme!.spec.source.helm.valuesObject).to.deep.include({ tenant: "acme", tier: "premium", nodeSelector: { tier: "premium" } });
    expect(inputsOf("kubernetes:core/v1:ResourceQuota").map(({ spec }) => spec.hard.pods)).to.have.members(["20", "20", "100"]);
    const secrets = inputsOf("kubernetes:external-secrets.io/v1:ExternalSecret").map(({ spec }) => spec.dataFrom[0].extract.key);
    expect(secrets).to.have.members(["shop/initech/database", "shop/hooli/database", "shop/acme/database"]);
    const [argocd] = inputsOf("kubernetes:networking.k8s.io/v1:Ingress", "eks-domain-argocd");
    expect(argocd!.metadata.annotations["alb.ingress.kubernetes.io/auth-type"]).to.equal("cognito");
  },
  "local-zones": (inputsOf) => {
    const zones = ["us-west-2-lax-1a", "us-west-2-lax-1b"];
    const local = inputsOf("aws:ec2/subnet:Subnet").filter(({ availabilityZone }) => zones.includes(availabilityZone));
    expect(local.map(({ availabilityZone, cidrBlock }) => [availabilityZone, cidrBlock])).to.deep.equal([
      ["us-west-2-lax-1a", "10.0.20.0/22"],
      ["us-west-2-lax-1b", "10.0.52.0/22"],
    ]);
    const subnetsOf = (pool: string): string[] => inputsOf("aws:eks/nodeGroup:NodeGroup", pool)[0]!.subnetIds;
    const [{ vpcConfig }] = inputsOf("aws:eks/cluster:Cluster") as [Inputs];
    expect(subnetsOf("eks-edge")).to.have.lengthOf(2).and.not.to.have.any.members(subnetsOf("eks-general"));
    expect(vpcConfig.subnetIds).to.not.have.any.members(subnetsOf("eks-edge"));
    expect(inputsOf("aws:ec2/launchTemplate:LaunchTemplate", "eks-edge-template")[0]!.blockDeviceMappings[0].ebs.volumeType).to.equal(
      "gp2",
    );
  },
  outposts: (inputsOf) => {
    const [onRack, ...others] = inputsOf("aws:ec2/subnet:Subnet").filter(({ outpostArn }) => outpostArn);
    expect(others).to.deep.equal([]);
    expect(onRack).to.deep.include({
      availabilityZone: "eu-central-1b",
      outpostArn: "arn:aws:outposts:eu-central-1:111122223333:outpost/op-0123456789abcdef0",
    });
    expect(inputsOf("aws:autoscaling/group:Group", "eks-plant")[0]!.vpcZoneIdentifiers).to.have.lengthOf(1);
    expect(inputsOf("aws:ec2/launchTemplate:LaunchTemplate", "eks-plant-template")[0]!.blockDeviceMappings[0].ebs.volumeType).to.equal(
      "gp2",
    );
    expect(inputsOf("kubernetes:storage.k8s.io/v1:StorageClass").map(({ parameters }) => parameters.type)).to.have.members(["gp3", "gp2"]);
  },
  ipv6: (inputsOf) => {
    const subnets = inputsOf("aws:ec2/subnet:Subnet");
    expect(new Set(subnets.map(({ ipv6CidrBlock }) => ipv6CidrBlock)).size).to.equal(6);
    expect(subnets.every(({ assignIpv6AddressOnCreation }) => assignIpv6AddressOnCreation)).to.equal(true);
    expect(inputsOf("aws:eks/cluster:Cluster")[0]!.kubernetesNetworkConfig).to.deep.equal({ ipFamily: "ipv6" });
    const params = inputsOf("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams");
    expect(params.map(({ spec }) => spec.ipAddressType)).to.deep.equal(["dualstack"]);
  },
  "pod-range": (inputsOf) => {
    const blocks = inputsOf("aws:ec2/subnet:Subnet").flatMap(({ cidrBlock }) => (cidrBlock.startsWith("100.64.") ? cidrBlock : []));
    expect(blocks).to.deep.equal(["100.64.0.0/19", "100.64.32.0/19", "100.64.64.0/19"]);
    const [vpcCni] = inputsOf("aws:eks/addon:Addon", "eks-vpc-cni");
    expect(JSON.parse(vpcCni!.configurationValues)).to.deep.include({
      env: {
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
        ENABLE_PREFIX_DELEGATION: "true",
        ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
        WARM_PREFIX_TARGET: "1",
      },
    });
    const [template] = inputsOf("aws:ec2/launchTemplate:LaunchTemplate", "eks-general-template");
    expect(Buffer.from(template!.userData, "base64").toString()).to.contain("maxPods: 110");
  },
};

function planOf(stack: string): PlanDocument {
  const file = `examples/stacks/Pulumi.${stack}.yaml`;
  const command = ["--require", "./register.cjs", "plan/cli/main.ts", "--config", file, "--json"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr || stdout.slice(-2000));
  return JSON.parse(stdout) as PlanDocument;
}

describe("examples/stacks", () => {
  for (const stack of stacks) {
    it(`plans ${stack} without a mandatory finding`, () => {
      const { deployment, findings } = planOf(stack);
      expect(findings.filter(({ level }) => level === "mandatory")).to.deep.equal([]);
      const inputsOf: InputsOf = (type, name) =>
        deployment.resources
          .filter((one) => one.type === type && (name === undefined || one.name === name))
          .map(({ inputs }) => inputs as Inputs);
      expectations[stack]?.(inputsOf);
    }).timeout(180_000);
  }

  it("are listed on their page", () => {
    const page = readFileSync(path.join(folder, "README.md"), "utf8");
    expect(stacks.filter((stack) => !page.includes(`| [${stack}](Pulumi.${stack}.yaml) |`))).to.deep.equal([]);
  });

  it("have an expectation each", () => {
    expect(Object.keys(expectations)).to.have.members(stacks);
  });
});
