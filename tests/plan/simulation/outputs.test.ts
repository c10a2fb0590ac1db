import { expect } from "chai";
import fc from "fast-check";
import type { Type } from "../../../components/util/sdk-types/type-expression";
import { declarationOf } from "../../../plan/simulation/schema/declarations";
import { UNKNOWN, type Value, type Values } from "../../../plan/types";
import { Cloud } from "./cloud";

const assumeRolePolicy = "{}";
const onCluster = { clusterName: "shop" };
const vpcConfig = { subnetIds: ["subnet-1"] };

/** A resource of each type that the components create, and a few others. */
const samples: Readonly<Record<string, Values>> = {
  "aws:acm/certificate:Certificate": {
    domainName: "shop.example.com",
    subjectAlternativeNames: ["*.shop.example.com"],
    validationMethod: "DNS",
  },
  "aws:acm/certificateValidation:CertificateValidation": { certificateArn: "arn:x" },
  "aws:cognito/userPoolClient:UserPoolClient": { userPoolId: "eu-west-1_AbCdEf123", generateSecret: true },
  "aws:route53/record:Record": { zoneId: "Z0123", name: "www.shop.example.com", type: "CNAME", records: ["x"], ttl: 300 },
  "aws:autoscaling/group:Group": { minSize: 1, maxSize: 2, vpcZoneIdentifiers: ["subnet-1"] },
  "aws:autoscaling/tag:Tag": { autoscalingGroupName: "asg", tag: { key: "a", value: "b", propagateAtLaunch: true } },
  "aws:cloudwatch/eventRule:EventRule": {},
  "aws:cloudwatch/eventTarget:EventTarget": { rule: "rule", arn: "arn:x" },
  "aws:cloudwatch/logGroup:LogGroup": { name: "/aws/eks/shop/cluster" },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": { vpcId: "vpc-1" },
  "aws:ec2/eip:Eip": {},
  "aws:ec2/flowLog:FlowLog": { vpcId: "vpc-1", trafficType: "ALL" },
  "aws:ec2/internetGateway:InternetGateway": { vpcId: "vpc-1" },
  "aws:ec2/launchTemplate:LaunchTemplate": {},
  "aws:ec2/natGateway:NatGateway": { subnetId: "subnet-1", allocationId: "eipalloc-1" },
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": { vpcEndpointId: "vpce-1", policy: "{}" },
  "aws:ec2/route:Route": { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" },
  "aws:ec2/routeTable:RouteTable": { vpcId: "vpc-1" },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { routeTableId: "rtb-1", subnetId: "subnet-1" },
  "aws:ec2/securityGroup:SecurityGroup": { vpcId: "vpc-1", description: "x" },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { type: "ingress", fromPort: 1, toPort: 1, protocol: "tcp", securityGroupId: "sg-1" },
  "aws:ec2/subnet:Subnet": { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" },
  "aws:ec2/vpc:Vpc": { cidrBlock: "10.0.0.0/16" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-west-1.s3" },
  "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": { domainName: "corp.example.com", domainNameServers: ["AmazonProvidedDNS"] },
  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation": { vpcId: "vpc-1", dhcpOptionsId: "dopt-1" },
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": { vpcId: "vpc-1", cidrBlock: "100.64.0.0/16" },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": { ecrRepositoryPrefix: "shop/quay", upstreamRegistryUrl: "quay.io" },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": { prefix: "shop", appliedFors: ["PULL_THROUGH_CACHE"] },
  "aws:fsx/ontapFileSystem:OntapFileSystem": {
    deploymentType: "SINGLE_AZ_1",
    haPairs: 1,
    preferredSubnetId: "subnet-1",
    storageCapacity: 1024,
    subnetIds: ["subnet-1"],
    throughputCapacityPerHaPair: 128,
  },
  "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": { fileSystemId: "fs-1", name: "trident" },
  "aws:eks/accessEntry:AccessEntry": { ...onCluster, principalArn: "arn:aws:iam::1:role/a" },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    ...onCluster,
    principalArn: "p",
    policyArn: "q",
    accessScope: { type: "cluster" },
  },
  "aws:eks/addon:Addon": { ...onCluster, addonName: "coredns" },
  "aws:eks/capability:Capability": {
    ...onCluster,
    capabilityName: "argocd",
    type: "ARGOCD",
    roleArn: "arn:x",
    deletePropagationPolicy: "RETAIN",
    configuration: { argoCd: { awsIdc: { idcInstanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef" } } },
  },
  "aws:eks/cluster:Cluster": { roleArn: "arn:x", vpcConfig },
  "aws:eks/fargateProfile:FargateProfile": { ...onCluster, podExecutionRoleArn: "arn:x", selectors: [{ namespace: "a" }] },
  "aws:eks/nodeGroup:NodeGroup": {
    ...onCluster,
    nodeRoleArn: "arn:x",
    subnetIds: ["s"],
    scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": { ...onCluster, namespace: "a", roleArn: "arn:x", serviceAccount: "b" },
  "aws:iam/instanceProfile:InstanceProfile": { role: "r" },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    url: "https://oidc.eks.eu-west-1.amazonaws.com/id/A",
    clientIdLists: ["sts.amazonaws.com"],
  },
  "aws:iam/policy:Policy": { policy: "{}" },
  "aws:iam/role:Role": { assumeRolePolicy },
  "aws:iam/rolePolicy:RolePolicy": { role: "r", policy: "{}" },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: "r", policyArn: "p" },
  "aws:kms/alias:Alias": { targetKeyId: "k" },
  "aws:kms/key:Key": {},
  "aws:lambda/function:Function": { role: "arn:x" },
  "aws:rds/cluster:Cluster": { engine: "aurora-postgresql" },
  "aws:rolesanywhere/profile:Profile": { roleArns: ["arn:x"] },
  "aws:rolesanywhere/trustAnchor:TrustAnchor": { source: { sourceType: "AWS_ACM_PCA", sourceData: { acmPcaArn: "arn:x" } } },
  "aws:s3/bucket:Bucket": {},
  "aws:secretsmanager/secret:Secret": {},
  "aws:secretsmanager/secretVersion:SecretVersion": { secretId: "arn:x", secretString: "x" },
  "aws:sqs/queue:Queue": {},
  "aws:ssm/activation:Activation": { iamRole: "r" },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { securityGroupId: "sg-1", ipProtocol: "tcp" },
  "kubernetes:apps/v1:Deployment": { spec: { selector: { matchLabels: { a: "b" } }, template: {} } },
  "kubernetes:core/v1:ConfigMap": { data: { a: "b" } },
  "kubernetes:core/v1:Namespace": {},
  "kubernetes:core/v1:Service": { spec: { type: "LoadBalancer", ports: [{ port: 80 }] } },
  "kubernetes:core/v1:ServiceAccount": {},
  "kubernetes:helm.sh/v3:Release": { chart: "podinfo" },
  "kubernetes:storage.k8s.io/v1:StorageClass": { provisioner: "ebs.csi.aws.com" },
};
const types = Object.keys(samples);

/** Types without a rule for their AWS outputs. */
const withoutRule = [
  "aws:cloudformation/stackSet:StackSet",
  "aws:dynamodb/table:Table",
  "aws:lambda/function:Function",
  "aws:rds/cluster:Cluster",
];

/** Outputs that always have a value, by the SDK's class; a block that could be given is there only where it was, or where AWS answers one. */
function declaredOutputs(type: string): readonly string[] {
  const { args, outputs, types: nested } = declarationOf(type, process.cwd())!;
  const isBlock = (given: Type): boolean => (given.kind === "named" ? isBlock(nested.resolve(given.name)) : given.kind === "object");
  return [...outputs.properties]
    .filter(([name, { optional, type: own }]) => !optional && (withoutRule.includes(type) || !(isBlock(own) && args.properties.has(name))))
    .map(([name]) => name);
}

function* leaves(value: Value | undefined, path = ""): Generator<readonly [string, Value | undefined]> {
  if (typeof value !== "object" || value === null) yield [path, value];
  else for (const [key, item] of Object.entries(value)) yield* leaves(item as Value, `${path}.${key}`);
}

describe("simulated resource", () => {
  for (const type of types.filter((name) => name.startsWith("aws:") || name.includes("Release"))) {
    it(`returns every output that ${type} declares`, () => {
      const { id, outputs } = new Cloud().create(type, samples[type]!);
      expect(id).to.be.a("string").and.not.be.empty;
      expect(outputs).to.include.keys(...declaredOutputs(type));
    });
  }

  it("never returns undefined, at any depth", () => {
    for (const type of types) {
      const { outputs } = new Cloud().create(type, samples[type]!);
      expect([...leaves(outputs)].filter(([, value]) => value === undefined).map(([path]) => `${type}${path}`)).to.deep.equal([]);
    }
  });

  it("keeps every input that is a plain value", () => {
    // The API returns the issuer without its scheme.
    const { "aws:iam/openIdConnectProvider:OpenIdConnectProvider": _, ...plain } = samples;
    for (const [type, inputs] of Object.entries(plain)) {
      const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => typeof value !== "object"));
      expect(new Cloud().create(type, inputs).outputs, type).to.include(given);
    }
  });

  it("has the same outputs for the same inputs and URN, and different ones for another name", () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), (type, name) => {
        const [one, two] = [new Cloud().create(type, samples[type]!, name), new Cloud().create(type, samples[type]!, name)];
        expect(one).to.deep.equal(two);
        if (
          ![
            "eventTarget",
            "addon",
            "Attachment",
            "accessEntry",
            "accessPolicy",
            "openId",
            "tag:",
            "logGroup",
            "route:",
            "capability",
            "ecr/",
            "certificateValidation",
            "record:",
            "DhcpOptionsAssociation",
          ].some((part) => type.includes(part))
        ) {
          expect(new Cloud().create(type, samples[type]!, `${name}x`).id).not.to.equal(one.id);
        }
      }),
    );
  });

  it("has only its inputs and its name in a preview", () => {
    for (const type of types) {
      const inputs = samples[type]!;
      const { id, outputs } = new Cloud(undefined, true).create(type, inputs);
      expect(id, type).to.equal(UNKNOWN);
      const invented = Object.entries(outputs).filter(
        ([name, value]) => value !== UNKNOWN && JSON.stringify(value) !== JSON.stringify(inputs[name]),
      );
      const known = ["name", "nodeGroupName", "fargateProfileName", "bucket", "metadata", "namespace", "timeout", "maxHistory"];
      expect(
        invented.map(([name]) => name).filter((name) => !known.includes(name)),
        type,
      ).to.deep.equal([]);
    }
  });
});

describe("simulated AWS names", () => {
  const name = (type: string, inputs: Values, property = "name") => new Cloud().create(type, inputs, "eks-general").outputs[property];

  it("are the logical name and seven digits by default", () => {
    expect(name("aws:iam/role:Role", { assumeRolePolicy })).to.match(/^eks-general-[0-9a-f]{7}$/);
    expect(name("aws:eks/nodeGroup:NodeGroup", samples["aws:eks/nodeGroup:NodeGroup"]!, "nodeGroupName")).to.match(
      /^eks-general-[0-9a-f]{7}$/,
    );
    expect(name("aws:kms/alias:Alias", { targetKeyId: "k" })).to.match(/^alias\/eks-general-[0-9a-f]{7}$/);
  });

  it("begin with a given prefix", () => {
    expect(name("aws:iam/role:Role", { assumeRolePolicy, namePrefix: "eks-" })).to.match(/^eks-\d{26}$/);
  });

  it("are rejected where AWS would reject them, including generated names", () => {
    const role = () => new Cloud().create("aws:iam/role:Role", { assumeRolePolicy }, "r".repeat(60));
    expect(role).to.throw("name: expected at most 64 characters, found 68");
  });

  it("have eight digits in Kubernetes", () => {
    const { outputs, id } = new Cloud().create("kubernetes:core/v1:ConfigMap", {}, "settings");
    expect(outputs.metadata)
      .to.have.property("name")
      .that.matches(/^settings-[0-9a-f]{8}$/);
    expect(id).to.match(/^default\/settings-/);
  });
});

describe("simulated outputs", () => {
  it("are in the provider's region, partition and domain", () => {
    const china = new Cloud({ region: "cn-north-1" });
    const { outputs } = china.create("aws:eks/cluster:Cluster", { roleArn: "arn:x", vpcConfig });
    expect(outputs.arn).to.equal(`arn:aws-cn:eks:cn-north-1:123456789012:cluster/${String(outputs.name)}`);
    expect(outputs.endpoint).to.match(/^https:\/\/[0-9A-F]{32}\.gr7\.cn-north-1\.eks\.amazonaws\.com\.cn$/);
    expect(china.create("aws:iam/role:Role", { assumeRolePolicy, path: "/eks/", name: "a" }).outputs.arn).to.equal(
      "arn:aws-cn:iam::123456789012:role/eks/a",
    );
  });

  it("are in the resource's own region", () => {
    expect(new Cloud().create("aws:sqs/queue:Queue", { region: "us-east-1", name: "q" }).outputs.arn).to.equal(
      "arn:aws:sqs:us-east-1:123456789012:q",
    );
  });

  it("include the provider's default tags", () => {
    const cloud = new Cloud({ region: "eu-west-1", defaultTags: '{"tags":{"a":"1","b":"2"}}' });
    expect(cloud.create("aws:sqs/queue:Queue", { tags: { b: "3" } }).outputs.tagsAll).to.deep.equal({ a: "1", b: "3" });
  });

  it("put a cluster into its subnets, with a service network that differs from the VPC's", () => {
    for (const [cidrBlock, services] of [
      ["10.0.0.0/16", "172.20.0.0/16"],
      ["172.20.0.0/16", "10.100.0.0/16"],
    ]) {
      const cloud = new Cloud();
      const vpc = cloud.create("aws:ec2/vpc:Vpc", { cidrBlock: cidrBlock! });
      const subnet = cloud.create("aws:ec2/subnet:Subnet", { vpcId: vpc.id, cidrBlock: cidrBlock! });
      const { outputs } = cloud.create("aws:eks/cluster:Cluster", { roleArn: "arn:x", vpcConfig: { subnetIds: [subnet.id] } });
      expect(outputs.vpcConfig).to.include({ vpcId: vpc.id }).and.to.have.property("clusterSecurityGroupId").that.matches(/^sg-/);
      expect(outputs.kubernetesNetworkConfig).to.include({ serviceIpv4Cidr: services });
    }
  });

  it("are unknown when they derive from an unknown value", () => {
    const { outputs, id } = new Cloud().create("aws:s3/bucket:Bucket", { bucket: UNKNOWN });
    expect([id, outputs.arn, outputs.bucket]).to.deep.equal([UNKNOWN, UNKNOWN, UNKNOWN]);
  });

  it("repeat the inputs for a package without a simulation", () => {
    expect(new Cloud().create("tls:index/privateKey:PrivateKey", { algorithm: "RSA" }).outputs).to.deep.equal({ algorithm: "RSA" });
  });

  it("exist for existing resources", () => {
    const outputs = new Cloud().read("aws:ec2/subnet:Subnet", "subnet-1");
    expect(outputs).to.include.keys(...declaredOutputs("aws:ec2/subnet:Subnet"));
    expect(outputs.arn).to.equal("arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-1");
    expect(new Cloud().read("kubernetes:core/v1:Service", "kube-system/dns").metadata).to.include({
      name: "dns",
      namespace: "kube-system",
    });
  });
});
