import { expect } from "chai";
import { nodeClassSpec, type PoolResources } from "../../../../components/addons/catalog/karpenter/node-class";
import { nodePool } from "../../../../components/addons/catalog/karpenter/pool-options";
import { efaInterfaces } from "../../../../components/reference/efa";
import { instanceFamilies } from "../../../../components/reference/instance-families";
import { sizeNames } from "../../../../components/reference/instance-sizes";
import { issuesByCrd } from "../../../harness/mocks/crds";

const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const place = {
  clusterName: "shop",
  region: "eu-west-1",
  tags: { owner: "platform", "kubernetes.io/cluster/other": "shared" },
  securityGroupId: "sg-cluster",
  identity: { role: "nodes" },
  windowsIdentity: { role: "windows-nodes" },
  kubernetesVersion: "1.35",
  architectures: ["amd64" as const],
  ssm: true,
  prefixDelegation: false,
  customNetworking: false,
  ipv6: false,
};

function specOf(pool: object, where: Partial<typeof place> = {}, resources: PoolResources = {}) {
  const spec = nodeClassSpec(nodePool.parse(pool), { ...place, ...where }, resources);
  const object = { apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass", metadata: { name: "a" }, spec };
  expect(issuesByCrd("karpenter/karpenter.k8s.aws_ec2nodeclasses", object)).to.deep.equal([]);
  return spec as Record<string, unknown> & { blockDeviceMappings: { deviceName: string; ebs: object }[] };
}

describe("EC2NodeClass", () => {
  const cases: readonly [what: string, pool: object, expected: Record<string, unknown>][] = [
    [
      "custom AMIs with their family",
      { amiIds: ["ami-1", "ami-2"] },
      { amiFamily: "AL2023", amiSelectorTerms: [{ id: "ami-1" }, { id: "ami-2" }] },
    ],
    [
      "custom AMIs of Bottlerocket",
      { ami: "bottlerocket", amiIds: ["ami-1"] },
      { amiFamily: "Bottlerocket", amiSelectorTerms: [{ id: "ami-1" }] },
    ],
    ["chosen subnets", { subnetIds: ["subnet-1"] }, { subnetSelectorTerms: [{ id: "subnet-1" }] }],
    [
      "security groups beside the cluster's",
      { securityGroupIds: ["sg-1"] },
      { securityGroupSelectorTerms: [{ id: "sg-cluster" }, { id: "sg-1" }] },
    ],
    [
      "the hop limit",
      { hopLimit: 2 },
      { metadataOptions: { httpEndpoint: "enabled", httpProtocolIPv6: "disabled", httpPutResponseHopLimit: 2, httpTokens: "required" } },
    ],
    ["detailed monitoring", { monitoring: true }, { detailedMonitoring: true }],
    ["local disks as RAID 0", { instanceStore: "raid0" }, { instanceStorePolicy: "RAID0" }],
    ["tags of the pool over those of the stack", { tags: { owner: "gpu", cost: "a" } }, { tags: { owner: "gpu", cost: "a" } }],
    [
      "settings of the kubelet",
      { kubelet: { maxPods: 58, kubeReserved: { cpu: "100m" }, evictionHard: { "memory.available": "5%" } } },
      { kubelet: { maxPods: 58, kubeReserved: { cpu: "100m" }, evictionHard: { "memory.available": "5%" } } },
    ],
  ];
  for (const [what, pool, expected] of cases)
    it(`has ${what}`, () => {
      expect(specOf(pool)).to.deep.include(expected);
    });

  it("has none of the optional fields by default", () => {
    expect(specOf({})).to.have.all.keys(
      ...[
        "role",
        "amiSelectorTerms",
        "subnetSelectorTerms",
        "securityGroupSelectorTerms",
        "metadataOptions",
        "blockDeviceMappings",
        "tags",
      ],
    );
  });

  it("starts Windows with its role, its device and the cluster's range of Services", () => {
    const spec = specOf({ ami: "windows2025", userData: "<powershell>\nSet-TimeZone UTC\n</powershell>" }, { prefixDelegation: true });
    expect(spec).to.deep.include({
      role: "windows-nodes",
      amiSelectorTerms: [{ alias: "windows2025@latest" }],
      userData: "$global:EKSCluster = Get-EKSCluster -Name 'shop' -Region 'eu-west-1'\nSet-TimeZone UTC",
    });
    expect(spec.blockDeviceMappings).to.deep.equal([
      {
        deviceName: "/dev/sda1",
        rootVolume: true,
        ebs: { volumeSize: "50Gi", volumeType: "gp3", encrypted: true, deleteOnTermination: true },
      },
    ]);
    expect(spec).not.to.have.any.keys("kubelet", "amiFamily");
  });

  it("names the family of custom Windows AMIs", () => {
    expect(specOf({ ami: "windows2022", amiIds: ["ami-1"] })).to.deep.include({
      amiFamily: "Windows2022",
      amiSelectorTerms: [{ id: "ami-1" }],
    });
  });

  const efaPool = (instanceType: string) => ({
    ...{ efa: true, instanceTypes: [instanceType], zones: ["eu-west-1a"] },
    limits: { cpu: 1000, memory: "40Ti" },
  });

  it("has EFA interfaces beside the first one, and the security group of their traffic", () => {
    const { networkInterfaces, securityGroupSelectorTerms } = specOf(efaPool("p4d.24xlarge"), {}, { efaSecurityGroupId: "sg-efa" });
    expect(networkInterfaces).to.deep.equal([
      { networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" },
      { networkCardIndex: 0, deviceIndex: 1, interfaceType: "efa-only" },
      ...[1, 2, 3].map((networkCardIndex) => ({ networkCardIndex, deviceIndex: 0, interfaceType: "efa-only" })),
    ]);
    expect(securityGroupSelectorTerms).to.deep.equal([{ id: "sg-cluster" }, { id: "sg-efa" }]);
  });

  describe("FIPS", () => {
    const terms = (pool: object, where: Partial<typeof place> = {}) => {
      const spec = specOf({ ami: "bottlerocket", fips: true, ...pool }, where);
      expect(spec.amiFamily).to.equal("Bottlerocket");
      return (spec.amiSelectorTerms as { ssmParameter: string }[]).map(({ ssmParameter }) => ssmParameter);
    };
    const parameter = (variant: string, arch: string, release = "latest") =>
      `/aws/service/bottlerocket/aws-k8s-1.35-${variant}/${arch}/${release}/image_id`;

    it("names the AMI of each architecture by its SSM parameter, because the alias has none", () => {
      expect(terms({})).to.deep.equal([parameter("fips", "x86_64")]);
      expect(terms({ architectures: ["arm64", "amd64"] })).to.deep.equal([parameter("fips", "arm64"), parameter("fips", "x86_64")]);
      expect(terms({ amiVersion: "v1.50.0" })).to.deep.equal([parameter("fips", "x86_64", "1.50.0")]);
    });

    it("has the driver where all instances have NVIDIA GPUs", () => {
      const requirement = { key: "karpenter.k8s.aws/instance-gpu-manufacturer", operator: "In", values: ["nvidia"] };
      for (const pool of [{ families: ["g6"] }, { categories: ["g", "p"] }, { categories: ["g"], requirements: [requirement] }])
        expect(terms(pool), JSON.stringify(pool)).to.deep.equal([parameter("nvidia-fips", "x86_64")]);
      const gpu = nodePool.safeParse({ ami: "bottlerocket", fips: true, categories: ["g", "m"] });
      expect(gpu.error?.issues[0]).to.deep.include({
        path: ["fips"],
        message: "instances with NVIDIA GPUs need another FIPS AMI than the others; give them a pool of their own",
      });
    });

    it("turns the FIPS endpoint of ECR off where the region has none, unless the user configures the AWS SDK", () => {
      const userData = (region: string, own = "") => specOf({ ami: "bottlerocket", fips: true, userData: own }, { region }).userData;
      const off = `[settings.aws]\nconfig = "${Buffer.from("[default]\nuse_fips_endpoint=false\n").toString("base64")}"\n`;
      expect(userData("eu-west-1")).to.equal(off);
      expect(userData("us-east-1")).to.equal(undefined);
      expect(userData("eu-west-1", '[settings.aws]\nconfig = "own"')).to.contain('config = "own"');
      expect(userData("eu-west-1", '[settings]\nmotd = "hi"')).to.contain("motd").and.to.contain(off);
    });

    it("is a choice of AMIs of Bottlerocket alone", () => {
      const issues = (pool: object) => nodePool.safeParse({ fips: true, ...pool }).error?.issues.map(({ message }) => message);
      expect(issues({})).to.deep.equal(["AWS publishes FIPS AMIs of Bottlerocket alone; write `ami: bottlerocket`, or remove the key"]);
      expect(issues({ ami: "bottlerocket", amiIds: ["ami-1"] })).to.deep.equal([
        "`amiIds` names the AMIs themselves; remove one of the two",
      ]);
    });
  });

  it("selects the placement group by its name", () => {
    const spec = specOf({ placementGroup: "spread" }, {}, { placementGroup: "group-1" });
    expect(spec.placementGroupSelector).to.deep.equal({ name: "group-1" });
  });

  it("fits the CRD with the EFA interfaces of every instance type that has some", () => {
    const types = Object.keys(instanceFamilies).flatMap((family) =>
      [...sizeNames, ...Array.from({ length: 224 }, (_, n) => `${n + 1}xlarge`)].map((size) => `${family}.${size}`),
    );
    const withEfa = types.filter((type) => efaInterfaces(type) !== undefined);
    expect(withEfa).to.include("hpc6id.32xlarge");
    for (const type of withEfa) specOf(efaPool(type), {}, { efaSecurityGroupId: "sg-efa" });
  });

  it("prefers the user's maximum of pods over that of prefixes", () => {
    expect(specOf({ kubelet: { podsPerCore: 4 } }, { prefixDelegation: true }).kubelet).to.deep.equal({ maxPods: 110, podsPerCore: 4 });
    expect(specOf({ kubelet: { maxPods: 30 } }, { prefixDelegation: true }).kubelet).to.deep.equal({ maxPods: 30 });
  });

  it("has volumes with performance, key and snapshot", () => {
    const disk = { sizeGiB: 100, iops: 6000, throughput: 500, kmsKeyArn: key };
    const volumes = { data: { device: "/dev/xvdf", sizeGiB: 200, type: "io2", iops: 8000, snapshotId: "snap-1" } };
    const common = { encrypted: true, deleteOnTermination: true };
    expect(specOf({ disk, volumes }).blockDeviceMappings).to.deep.equal([
      {
        deviceName: "/dev/xvda",
        rootVolume: true,
        ebs: { ...common, volumeSize: "100Gi", volumeType: "gp3", kmsKeyID: key, iops: 6000, throughput: 500 },
      },
      { deviceName: "/dev/xvdf", ebs: { ...common, volumeSize: "200Gi", volumeType: "io2", iops: 8000, snapshotID: "snap-1" } },
    ]);
  });

  it("encrypts both volumes of Bottlerocket with the key", () => {
    const { blockDeviceMappings } = specOf({ ami: "bottlerocket", disk: { kmsKeyArn: key } });
    expect(blockDeviceMappings.map(({ ebs }) => (ebs as { kmsKeyID?: string }).kmsKeyID)).to.deep.equal([key, key]);
  });

  describe("user data", () => {
    it("is a MIME document of all parts on Amazon Linux", () => {
      const userData = [
        { type: "shell", content: "echo hi" },
        {
          type: "nodeConfig",
          content: "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n  featureGates: { FastImagePull: true }\n",
        },
      ];
      const document = specOf({ userData }).userData as string;
      expect(document).to.match(/^MIME-Version: 1\.0\nContent-Type: multipart\/mixed; boundary="/);
      expect(document).to.include('Content-Type: text/x-shellscript; charset="us-ascii"\n\n#!/bin/bash\necho hi');
      expect(document).to.include("Content-Type: application/node.eks.aws");
    });

    it("is that of the user on Bottlerocket, without the control container where Session Manager is off", () => {
      const pool = { ami: "bottlerocket", userData: "[settings.host-containers.admin]\nenabled = true\n" };
      expect(specOf(pool).userData).to.equal(pool.userData);
      expect(specOf(pool, { ssm: false }).userData).to.match(/control\][^[]*enabled = false/);
    });
  });
});
