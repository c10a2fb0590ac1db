import { assert } from "chai";
import { parse } from "smol-toml";
import type { NodePoolSettings } from "../../components/settings/types";
import { context } from "../harness/mocks/context";
import { makePool, plain } from "../harness/mocks/node-pools";

const template = "aws:ec2/launchTemplate:LaunchTemplate";
const kinds = [
  ["managed", "aws:eks/nodeGroup:NodeGroup"],
  ["selfManaged", "aws:autoscaling/group:Group"],
] as const;

for (const [kind, group] of kinds) {
  const make = (changes: Partial<NodePoolSettings>, ...rest: [Parameters<typeof makePool>[1]?, Parameters<typeof makePool>[2]?]) =>
    makePool({ kind, ...changes }, ...rest);

  describe(`NodePool (${kind})`, () => {
    it("has its own role with only the permissions to join, pull images and use Session Manager", async () => {
      const { resources } = await make({});
      const role = resources.only("aws:iam/role:Role");
      assert.equal(role.name, "eks-general-role");
      assert.deepInclude(role.inputs, { path: "/eks/", permissionsBoundary: context.iam.permissionsBoundary, tags: { owner: "platform" } });
      assert.equal(JSON.parse(role.inputs.assumeRolePolicy).Statement[0].Principal.Service, "ec2.amazonaws.com");
      assert.deepEqual(
        resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn),
        ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"].map(
          (p) => `arn:aws:iam::aws:policy/${p}`,
        ),
      );
    });

    it("has no Session Manager permissions when `ssm` is false", async () => {
      const { resources } = await make({ ssm: false });
      assert.deepEqual(
        resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn),
        ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"].map((p) => `arn:aws:iam::aws:policy/${p}`),
      );
      assert.deepEqual(resources.only(template).inputs.userData, (await make({})).resources.only(template).inputs.userData);
    });

    it("disables the control container on Bottlerocket when `ssm` is false, unless the user data enable it", async () => {
      const controlOf = async (userData: string) => {
        const { resources } = await make({ ami: "bottlerocket", ssm: false, userData });
        const toml = Buffer.from(resources.only(template).inputs.userData, "base64").toString();
        return (parse(toml).settings as { "host-containers"?: object })["host-containers"];
      };
      assert.deepEqual(await controlOf(""), { control: { enabled: false } });
      assert.deepEqual(await controlOf("[settings.host-containers.admin]\nenabled = false"), {
        control: { enabled: false },
        admin: { enabled: false },
      });
      assert.deepEqual(await controlOf("[settings.host-containers.control]\nenabled = true"), { control: { enabled: true } });
    });

    it("attaches the configured policies to its role in every partition", async () => {
      const own = "arn:aws-cn:iam::111122223333:policy/own";
      const { resources } = await make({ policies: [own] }, { context: { ...context, partition: "aws-cn", region: "cn-north-1" } });
      const attached = resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn);
      assert.include(attached, own);
      assert.isTrue(attached.every((arn) => arn.startsWith("arn:aws-cn:")));
      assert.include(resources.only("aws:iam/role:Role").inputs.assumeRolePolicy, "ec2.amazonaws.com.cn");
    });

    it("requires IMDSv2 with a hop limit that excludes pods", async () => {
      const { resources } = await make({});
      assert.deepEqual(resources.only(template).inputs.metadataOptions, {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      });
    });

    it("has an encrypted disk of the configured size and type", async () => {
      const { resources } = await make({ disk: { sizeGiB: 80, type: "gp2" } });
      assert.deepEqual(resources.only(template).inputs.blockDeviceMappings, [
        { deviceName: "/dev/xvda", ebs: { volumeSize: 80, volumeType: "gp2", encrypted: "true", deleteOnTermination: "true" } },
      ]);
    });

    it("applies the size to Bottlerocket's data volume and encrypts both volumes", async () => {
      const { resources } = await make({ ami: "bottlerocket", disk: { sizeGiB: 80, type: "gp3" } });
      const devices = resources.only(template).inputs.blockDeviceMappings;
      assert.deepEqual(
        devices.map((device: { deviceName: string; ebs: Record<string, unknown> }) => [
          device.deviceName,
          device.ebs.volumeSize,
          device.ebs.encrypted,
        ]),
        [
          ["/dev/xvda", undefined, "true"],
          ["/dev/xvdb", 80, "true"],
        ],
      );
    });

    it("tags instances, volumes and network interfaces", async () => {
      const { resources } = await make({});
      const { tagSpecifications, tags } = resources.only(template).inputs;
      assert.deepEqual(tags, { owner: "platform" });
      assert.sameMembers(
        tagSpecifications.map(({ resourceType }: { resourceType: string }) => resourceType),
        ["instance", "volume", "network-interface"],
      );
      for (const specification of tagSpecifications) assert.deepInclude(specification.tags, { owner: "platform", Name: "shop-general" });
    });

    it("creates one group over all private subnets with multiZone", async () => {
      const { resources, outputs } = await make({});
      const { inputs, name } = resources.only(group);
      assert.equal(name, "eks-general");
      assert.deepEqual(inputs.subnetIds ?? inputs.vpcZoneIdentifiers, ["subnet-a", "subnet-b", "subnet-c"]);
      assert.lengthOf(outputs.autoScalingGroupNames, 1);
    });

    it("creates one group in the subnet of each zone with perZone", async () => {
      const { resources, outputs } = await make({ spread: "perZone" });
      assert.deepEqual(
        resources.ofType(group).map(({ name, inputs }) => [name, inputs.subnetIds ?? inputs.vpcZoneIdentifiers]),
        [
          ["eks-general-eu-west-1a", ["subnet-a"]],
          ["eks-general-eu-west-1b", ["subnet-b"]],
          ["eks-general-eu-west-1c", ["subnet-c"]],
        ],
      );
      assert.lengthOf(outputs.autoScalingGroupNames, 3);
      assert.lengthOf(resources.ofType("aws:iam/role:Role"), 1);
    });

    it("creates the replacement of a group first, because its name is not fixed", async () => {
      const { resources } = await make({});
      const created = resources.only(group);
      assert.isFalse(created.deleteBeforeReplace);
      assert.notProperty(created.inputs, "nodeGroupName");
    });

    it("adds user data to a custom AMI that make the nodes join, and appends the user's", async () => {
      const { resources } = await make({ ami: { id: "ami-0abc", family: "al2023" }, userData: "echo hello", labels: { workload: "web" } });
      const { imageId, userData } = resources.only(template).inputs;
      assert.equal(imageId, "ami-0abc");
      for (const text of ["kind: NodeConfig", "name: shop", "--node-labels=workload=web", "echo hello"])
        assert.include(plain(userData), text);
    });

    it("makes its groups wait for its dependencies, but not its role", async () => {
      const { resources } = await make({ spread: "perZone" });
      const route = resources.named("route");
      for (const created of resources.ofType(group)) assert.include(created.dependencies, route.urn);
      assert.isFalse(resources.waitsFor(resources.only("aws:iam/role:Role"), route));
    });

    it("makes dependents wait for its groups and policies", async () => {
      const { resources } = await make({});
      const after = resources.named("after");
      assert.isTrue(resources.waitsFor(after, resources.only(group)));
      for (const attached of resources.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")) {
        assert.isTrue(resources.waitsFor(resources.only(group), attached), attached.name);
      }
    });

    it("works with Pulumi's stock mocks, where cluster outputs are undefined", async () => {
      const { resources } = await make({ spread: "perZone", userData: "echo hello" }, {}, { stock: true });
      assert.lengthOf(resources.ofType(group), 3);
    });

    it("rejects incompatible instance types", async () => {
      const failure = await make({ instanceTypes: ["m7g.large", "m7i.large"] }).catch((error: Error) => error.message);
      assert.match(String(failure), /no al2023 AMI that supports all of m7g\.large, m7i\.large/);
    });
  });
}
