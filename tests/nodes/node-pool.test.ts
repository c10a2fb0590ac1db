import { expect } from "chai";
import { parse } from "smol-toml";
import type { NodePoolSettings } from "../../components/settings/types";
import { context } from "../harness/mocks/context";
import type { RecordedResource } from "../harness/mocks/mocks";
import { createPool, plain } from "../harness/mocks/node-pools";

const template = "aws:ec2/launchTemplate:LaunchTemplate";
const kinds = [
  ["managed", "aws:eks/nodeGroup:NodeGroup"],
  ["selfManaged", "aws:autoscaling/group:Group"],
] as const;

const subnetsOf = ({ inputs }: RecordedResource) => inputs.subnetIds ?? inputs.vpcZoneIdentifiers;

for (const [kind, group] of kinds) {
  const make = (changes: Partial<NodePoolSettings>, ...rest: [Parameters<typeof createPool>[1]?, Parameters<typeof createPool>[2]?]) =>
    createPool({ kind, ...changes }, ...rest);

  describe(`NodePool (${kind})`, () => {
    it("has its own role with only the permissions to join, pull images and use Session Manager", async () => {
      const { resources } = await make({});
      const role = resources.only("aws:iam/role:Role");
      expect(role.name).to.equal("eks-general-role");
      expect(role.inputs).to.deep.include({
        path: "/eks/",
        permissionsBoundary: context.iam.permissionsBoundary,
        tags: { owner: "platform" },
      });
      expect(JSON.parse(role.inputs.assumeRolePolicy).Statement[0].Principal.Service).to.equal("ec2.amazonaws.com");
      expect(resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn)).to.deep.equal(
        ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"].map(
          (p) => `arn:aws:iam::aws:policy/${p}`,
        ),
      );
    });

    it("has no Session Manager permissions when `ssm` is false", async () => {
      const { resources } = await make({ ssm: false });
      expect(resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn)).to.deep.equal(
        ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"].map((p) => `arn:aws:iam::aws:policy/${p}`),
      );
      expect(resources.only(template).inputs.userData).to.deep.equal((await make({})).resources.only(template).inputs.userData);
    });

    it("disables the control container on Bottlerocket when `ssm` is false, unless the user data enable it", async () => {
      const controlOf = async (userData: string) => {
        const { resources } = await make({ ami: "bottlerocket", ssm: false, userData });
        const toml = Buffer.from(resources.only(template).inputs.userData, "base64").toString();
        return (parse(toml).settings as { "host-containers"?: object })["host-containers"];
      };
      expect(await controlOf("")).to.deep.equal({ control: { enabled: false } });
      expect(await controlOf("[settings.host-containers.admin]\nenabled = false")).to.deep.equal({
        control: { enabled: false },
        admin: { enabled: false },
      });
      expect(await controlOf("[settings.host-containers.control]\nenabled = true")).to.deep.equal({ control: { enabled: true } });
    });

    it("runs Windows on its root device, described to the cluster autoscaler", async () => {
      const { resources } = await make({ ami: "windows2022", instanceTypes: ["m7i.large"], repair: false });
      const { blockDeviceMappings } = resources.only(template).inputs;
      expect(blockDeviceMappings.map(({ deviceName }: { deviceName: string }) => deviceName)).to.deep.equal(["/dev/sda1"]);
      const single = resources.ofType("aws:autoscaling/tag:Tag").map(({ inputs }) => inputs.tag);
      const tags = new Map(
        (single.length > 0 ? single : resources.only(group).inputs.tags).map((tag: { key: string; value: string }) => [tag.key, tag.value]),
      );
      expect(tags.get("k8s.io/cluster-autoscaler/node-template/label/kubernetes.io/os")).to.equal("windows");
      expect(tags.get("k8s.io/cluster-autoscaler/node-template/resources/vpc.amazonaws.com/PrivateIPv4Address")).to.equal("9");
    });

    it("makes one volume of the instance store", async () => {
      const { resources } = await make({ instanceTypes: ["m7gd.large"], instanceStore: "raid0" });
      expect(plain(resources.only(template).inputs.userData)).to.include("localStorage:\n      strategy: RAID0");
    });

    it("has EFA interfaces in a security group that admits all traffic of its members", async () => {
      const efa = { efa: true, instanceTypes: ["p4d.24xlarge"], zones: ["eu-west-1a"], securityGroupIds: ["sg-own"] };
      const { resources } = await make(efa, { vpcId: "vpc-1" });
      const own = resources.only("aws:ec2/securityGroup:SecurityGroup");
      const all = { protocol: "-1", fromPort: 0, toPort: 0, self: true };
      expect(own.name).to.equal("eks-general-efa");
      expect(own.inputs).to.deep.include({ vpcId: "vpc-1", ingress: [all], egress: [all] });
      const { networkInterfaces, vpcSecurityGroupIds } = resources.only(template).inputs;
      expect(vpcSecurityGroupIds).to.equal(undefined);
      expect(networkInterfaces).to.have.lengthOf(4);
      expect(networkInterfaces[1]).to.deep.equal({
        networkCardIndex: 1,
        deviceIndex: 1,
        interfaceType: "efa-only",
        deleteOnTermination: "true",
        securityGroups: ["sg-cluster", "sg-own", resources.idOf("aws:ec2/securityGroup:SecurityGroup", "eks-general-efa")],
      });
    });

    it("gives its role further statements", async () => {
      const statements = [{ Effect: "Allow" as const, Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" }];
      const { resources } = await make({ statements });
      const { policy } = resources.only("aws:iam/rolePolicy:RolePolicy").inputs;
      expect(JSON.parse(policy).Statement).to.deep.equal(statements);
    });

    it("attaches the configured policies to its role in every partition", async () => {
      const own = "arn:aws-cn:iam::123456789012:policy/own";
      const { resources } = await make({ policies: [own] }, { context: { ...context, partition: "aws-cn", region: "cn-north-1" } });
      const attached = resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn);
      expect(attached).to.include(own);
      expect(attached.every((arn) => arn.startsWith("arn:aws-cn:"))).to.equal(true);
      expect(resources.only("aws:iam/role:Role").inputs.assumeRolePolicy).to.include("ec2.amazonaws.com.cn");
    });

    it("requires IMDSv2 with a hop limit that excludes pods", async () => {
      const { resources } = await make({});
      expect(resources.only(template).inputs.metadataOptions).to.deep.equal({
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      });
    });

    it("has an encrypted disk of the configured size and type", async () => {
      const { resources } = await make({ disk: { sizeGiB: 80, type: "gp2" } });
      expect(resources.only(template).inputs.blockDeviceMappings).to.deep.equal([
        { deviceName: "/dev/xvda", ebs: { volumeSize: 80, volumeType: "gp2", encrypted: "true", deleteOnTermination: "true" } },
      ]);
    });

    it("applies the size to Bottlerocket's data volume and encrypts both volumes", async () => {
      const { resources } = await make({ ami: "bottlerocket", disk: { sizeGiB: 80, type: "gp3" } });
      const devices = resources.only(template).inputs.blockDeviceMappings;
      expect(
        devices.map((device: { deviceName: string; ebs: Record<string, unknown> }) => [
          device.deviceName,
          device.ebs.volumeSize,
          device.ebs.encrypted,
        ]),
      ).to.deep.equal([
        ["/dev/xvda", undefined, "true"],
        ["/dev/xvdb", 80, "true"],
      ]);
    });

    it("has additional encrypted volumes, with performance, snapshot and key", async () => {
      const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234";
      const { resources } = await make({
        disk: { sizeGiB: 80, type: "gp3", iops: 6000, throughput: 500, kmsKeyArn },
        volumes: { data: { device: "/dev/xvdf", sizeGiB: 200, type: "gp3", snapshotId: "snap-1" } },
      });
      const common = { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" };
      expect(resources.only(template).inputs.blockDeviceMappings).to.deep.equal([
        { deviceName: "/dev/xvda", ebs: { ...common, volumeSize: 80, iops: 6000, throughput: 500, kmsKeyId: kmsKeyArn } },
        { deviceName: "/dev/xvdf", ebs: { ...common, volumeSize: 200, snapshotId: "snap-1" } },
      ]);
    });

    it("lets EC2 Auto Scaling use the KMS keys of its volumes, each once, before it starts nodes", async () => {
      const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234";
      const { resources } = await make({
        ami: "bottlerocket",
        disk: { sizeGiB: 80, type: "gp3", kmsKeyArn },
        volumes: { data: { device: "/dev/xvdf", sizeGiB: 200, type: "gp3", kmsKeyArn } },
      });
      const grant = resources.only("aws:kms/grant:Grant");
      expect(grant.inputs.keyId).to.equal(kmsKeyArn);
      expect(grant.inputs.granteePrincipal).to.equal(
        "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
      );
      expect(grant.inputs.operations).to.include.members(["CreateGrant", "GenerateDataKeyWithoutPlaintext"]);
      expect(resources.waitsFor(resources.only(template), grant)).to.equal(true);
      const keys = resources.only(template).inputs.blockDeviceMappings.map(({ ebs }: { ebs: { kmsKeyId?: string } }) => ebs.kmsKeyId);
      expect(keys).to.deep.equal([kmsKeyArn, kmsKeyArn, kmsKeyArn]);
    });

    it("has a hop limit, detailed monitoring and tags of its own", async () => {
      const { resources } = await make({ hopLimit: 2, monitoring: true, tags: { cost: "a", owner: "data" } });
      const { metadataOptions, monitoring, tagSpecifications } = resources.only(template).inputs;
      expect(metadataOptions.httpPutResponseHopLimit).to.equal(2);
      expect(monitoring).to.deep.equal({ enabled: true });
      expect(tagSpecifications[0].tags).to.deep.include({ cost: "a", owner: "data" });
      expect(resources.only("aws:iam/role:Role").inputs.tags).to.deep.equal({ cost: "a", owner: "data" });
    });

    it("runs in the chosen zones or subnets", async () => {
      const multiZone = (await make({ zones: ["eu-west-1c", "eu-west-1a"] })).resources.ofType(group);
      expect(multiZone.map(subnetsOf)).to.deep.equal([["subnet-a", "subnet-c"]]);
      const perZone = (await make({ zones: ["eu-west-1b"], spread: "perZone" })).resources.ofType(group);
      expect(perZone.map(({ name }) => name)).to.deep.equal(["eks-general-eu-west-1b"]);
      expect(perZone.map(subnetsOf)).to.deep.equal([["subnet-b"]]);
      const chosen = (await make({ subnetIds: ["subnet-x"] })).resources.ofType(group);
      expect(chosen.map(subnetsOf)).to.deep.equal([["subnet-x"]]);
    });

    it("has a placement group for each group of nodes, which is deleted after it", async () => {
      const { resources } = await make({ placementGroup: "cluster", spread: "perZone", zones: ["eu-west-1a", "eu-west-1b"] });
      const placements = resources.ofType("aws:ec2/placementGroup:PlacementGroup");
      expect(placements.map(({ inputs }) => inputs.strategy)).to.deep.equal(["cluster", "cluster"]);
      for (const [index, found] of resources.ofType(template).entries()) {
        expect(found.inputs.placement.groupName).to.include(placements[index]!.name);
        expect(resources.waitsFor(found, placements[index]!)).to.equal(true);
      }
    });

    it("starts its instances in a reservation", async () => {
      const { resources } = await make({ reservation: { id: "cr-1", type: "odcr" } });
      expect(resources.only(template).inputs.capacityReservationSpecification).to.deep.equal({
        capacityReservationTarget: { capacityReservationId: "cr-1" },
      });
    });

    it("uses an existing role instead of creating one", async () => {
      const roleArn = "arn:aws:iam::111122223333:role/platform/nodes";
      const { resources, outputs } = await make({ roleArn });
      expect(resources.ofType("aws:iam/role:Role")).to.be.empty;
      expect(resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")).to.be.empty;
      expect(outputs.nodeRoleArn).to.equal(roleArn);
      const [profile] = resources.ofType("aws:iam/instanceProfile:InstanceProfile");
      if (profile) expect(profile.inputs.role).to.equal("nodes");
    });

    it("tags instances, volumes and network interfaces", async () => {
      const { resources } = await make({});
      const { tagSpecifications, tags } = resources.only(template).inputs;
      expect(tags).to.deep.equal({ owner: "platform" });
      expect(tagSpecifications.map(({ resourceType }: { resourceType: string }) => resourceType)).to.have.members([
        "instance",
        "volume",
        "network-interface",
      ]);
      for (const specification of tagSpecifications)
        expect(specification.tags).to.deep.include({ owner: "platform", Name: "shop-general" });
    });

    it("creates one group over all private subnets with multiZone", async () => {
      const { resources, outputs } = await make({});
      const { inputs, name } = resources.only(group);
      expect(name).to.equal("eks-general");
      expect(inputs.subnetIds ?? inputs.vpcZoneIdentifiers).to.deep.equal(["subnet-a", "subnet-b", "subnet-c"]);
      expect(outputs.autoScalingGroupNames).to.have.lengthOf(1);
    });

    it("creates one group in the subnet of each zone with perZone", async () => {
      const { resources, outputs } = await make({ spread: "perZone" });
      expect(resources.ofType(group).map(({ name, inputs }) => [name, inputs.subnetIds ?? inputs.vpcZoneIdentifiers])).to.deep.equal([
        ["eks-general-eu-west-1a", ["subnet-a"]],
        ["eks-general-eu-west-1b", ["subnet-b"]],
        ["eks-general-eu-west-1c", ["subnet-c"]],
      ]);
      expect(outputs.autoScalingGroupNames).to.have.lengthOf(3);
      expect(resources.ofType("aws:iam/role:Role")).to.have.lengthOf(1);
    });

    it("creates the replacement of a group first, because its name is not fixed", async () => {
      const { resources } = await make({});
      const created = resources.only(group);
      expect(created.deleteBeforeReplace).to.equal(false);
      expect(created.inputs).to.not.have.property("nodeGroupName");
    });

    it("adds user data to a custom AMI that make the nodes join, and appends the user's", async () => {
      const { resources } = await make({ ami: { id: "ami-0abc", family: "al2023" }, userData: "echo hello", labels: { workload: "web" } });
      const { imageId, userData } = resources.only(template).inputs;
      expect(imageId).to.equal("ami-0abc");
      for (const text of ["kind: NodeConfig", "name: shop", "--node-labels=workload=web", "echo hello"])
        expect(plain(userData)).to.include(text);
    });

    it("makes its groups wait for its dependencies, but not its role", async () => {
      const { resources } = await make({ spread: "perZone" });
      const route = resources.named("route");
      for (const created of resources.ofType(group)) expect(created.dependencies).to.include(route.urn);
      expect(resources.waitsFor(resources.only("aws:iam/role:Role"), route)).to.equal(false);
    });

    it("makes dependents wait for its groups and policies", async () => {
      const { resources } = await make({});
      const after = resources.named("after");
      expect(resources.waitsFor(after, resources.only(group))).to.equal(true);
      for (const attached of resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")) {
        expect(resources.waitsFor(resources.only(group), attached), attached.name).to.equal(true);
      }
    });

    it("works with Pulumi's stock mocks, where cluster outputs are undefined", async () => {
      const { resources } = await make({ spread: "perZone", userData: "echo hello" }, {}, { stock: true });
      expect(resources.ofType(group)).to.have.lengthOf(3);
    });

    it("rejects incompatible instance types", async () => {
      const failure = await make({ instanceTypes: ["m7g.large", "m7i.large"] }).catch((error: Error) => error.message);
      expect(String(failure)).to.match(/no al2023 AMI that supports all of m7g\.large, m7i\.large/);
    });
  });
}
