import { expect } from "chai";
import { Reference, SimulationError, UNKNOWN, type Values } from "../../../plan/types";
import { Cloud } from "./cloud";

const subnet = "aws:ec2/subnet:Subnet";
const cluster = "aws:eks/cluster:Cluster";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const vpcConfig = { subnetIds: ["subnet-1"] };

/** Inputs that the providers accept. */
const right: readonly (readonly [why: string, type: string, inputs: Values])[] = [
  ["only required properties", subnet, { vpcId: "vpc-1" }],
  ["lists, maps and nested objects", cluster, { roleArn: "arn:x", vpcConfig, tags: { a: "b" }, enabledClusterLogTypes: ["api"] }],
  ["unknown values anywhere", cluster, { roleArn: UNKNOWN, vpcConfig: { subnetIds: [UNKNOWN] }, tags: UNKNOWN }],
  ["a resource as a name", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn: "arn:x", role: new Reference("urn", "role") }],
  ["a policy as text", "aws:iam/rolePolicy:RolePolicy", { role: "r", policy: "{}" }],
  ["a policy as an object", "aws:iam/rolePolicy:RolePolicy", { role: "r", policy: { Version: "2012-10-17", Statement: [] } }],
  ["a value outside an open enumeration", "aws:ec2/instance:Instance", { instanceType: "z99.huge", ami: "ami-1" }],
  ["text for flags that are text", template, { networkInterfaces: [{ associatePublicIpAddress: "true" }] }],
  ["null for an omitted property", subnet, { vpcId: "vpc-1", cidrBlock: null }],
  ["a namespace", "kubernetes:core/v1:Namespace", { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } }],
  [
    "a number or text for a port",
    "kubernetes:core/v1:Service",
    {
      spec: {
        ports: [
          { port: 80, targetPort: "http" },
          { port: 81, targetPort: 8081 },
        ],
      },
    },
  ],
  [
    "an acronym in the name of a kind",
    "kubernetes:storage.k8s.io/v1:CSIDriver",
    { metadata: { name: "a" }, spec: { attachRequired: true } },
  ],
  [
    "any spec of a custom resource",
    "kubernetes:karpenter.sh/v1:NodePool",
    { apiVersion: "karpenter.sh/v1", kind: "NodePool", spec: { template: {} } },
  ],
  ["values of any type", "kubernetes:helm.sh/v3:Release", { chart: "podinfo", values: { a: { b: [1, true] } }, compat: "true" }],
  ["JSON where the provider's SDK sends it", "pulumi:providers:kubernetes", { kubeconfig: "{}", enableServerSideApply: "true" }],
  [
    "JSON in an AWS provider",
    "pulumi:providers:aws",
    { region: "eu-west-1", assumeRoles: '[{"roleArn":"arn:x"}]', defaultTags: '{"tags":{"a":"b"}}' },
  ],
  ["a resource of a package without a simulation", "random:index/randomId:RandomId", { byteLength: "four" }],
];

/** Inputs that the providers reject: path and message. */
const wrong: readonly (readonly [type: string, inputs: Values, path: string, message: string])[] = [
  [subnet, {}, "vpcId", "missing, expected a string"],
  [subnet, { vpcId: "vpc-1", cidrBlok: "10.0.0.0/16" }, "cidrBlok", "no such property of aws:ec2/subnet:Subnet; did you mean cidrBlock?"],
  [subnet, { vpcId: 1 }, "vpcId", "expected a string, found 1"],
  [subnet, { vpcId: "vpc-1", mapPublicIpOnLaunch: "true" }, "mapPublicIpOnLaunch", 'expected a boolean, found "true"'],
  [subnet, { vpcId: "vpc-1", tags: ["a"] }, "tags", "expected an object with keys of your own, found a list"],
  [subnet, { vpcId: "vpc-1", tags: { a: 1 } }, "tags.a", "expected a string, found 1"],
  [cluster, { roleArn: "arn:x" }, "vpcConfig", "missing, expected an object"],
  [cluster, { roleArn: "arn:x", vpcConfig: {} }, "vpcConfig.subnetIds", "missing, expected a list of strings"],
  [
    cluster,
    { roleArn: "arn:x", vpcConfig: { subnetIds: "subnet-1" } },
    "vpcConfig.subnetIds",
    'expected a list of strings, found "subnet-1"',
  ],
  [
    cluster,
    { roleArn: "arn:x", vpcConfig: { ...vpcConfig, endpointPublicAcess: true } },
    "vpcConfig.endpointPublicAcess",
    "no such property; did you mean endpointPublicAccess?",
  ],
  [template, { blockDeviceMappings: [{ ebs: { volumeSise: 1 } }] }, "blockDeviceMappings[0].ebs.volumeSise", "did you mean volumeSize?"],
  ["aws:iam/rolePolicy:RolePolicy", { role: "r", policy: 1 }, "policy", "found 1"],
  ["aws:iam/role:Role", { assumeRolePolicy: "{}", name: "x".repeat(65) }, "name", "expected at most 64 characters, found 65"],
  ["aws:alb/loadBalancer:LoadBalancer", { loadBalancerType: "aplication" }, "loadBalancerType", "did you mean application?"],
  ["kubernetes:core/v1:Namespace", { metadata: { nam: "a" } }, "metadata.nam", "did you mean name?"],
  ["kubernetes:apps/v1:Deployment", { spec: { template: {} } }, "spec.selector", "missing, expected an object"],
  [
    "kubernetes:apps/v1:Deployment",
    { spec: { selector: {}, template: {}, replicas: "2" } },
    "spec.replicas",
    'expected a number, found "2"',
  ],
  ["kubernetes:core/v1:Namespace", { kind: "Namepace" }, "kind", 'expected "Namespace", found "Namepace"'],
  ["kubernetes:karpenter.sh/v1:NodePool", { kind: "NodePool" }, "apiVersion", "missing, expected a string"],
  ["kubernetes:helm.sh/v3:Release", { version: "1" }, "chart", "missing, expected a string"],
  ["kubernetes:helm.sh/v3:Release", { chart: "x", repositoryOpts: { repos: "https://..." } }, "repositoryOpts.repos", "did you mean repo?"],
  ["pulumi:providers:kubernetes", { enableServerSideApply: '"yes"' }, "enableServerSideApply", 'expected a boolean, found "yes"'],
  ["aws:ec2/subnt:Subnt", {}, "aws:ec2/subnt:Subnt", "@pulumi/aws has no such resource"],
];

describe("provider schema", () => {
  for (const [why, type, inputs] of right) {
    it(`accepts ${why} (${type})`, () => {
      expect(() => new Cloud().create(type, inputs)).not.to.throw();
    });
  }

  for (const [type, inputs, path, message] of wrong) {
    it(`rejects ${path} of ${type}: ${message}`, () => {
      expect(() => new Cloud().create(type, inputs))
        .to.throw(SimulationError)
        .with.property("message")
        .that.includes(`${path}: `)
        .and.includes(message);
    });
  }

  it("names every issue of a resource", () => {
    expect(() => new Cloud().create(subnet, { cidrBlok: "x", mapPublicIpOnLaunch: 1 })).to.throw(
      /cidrBlok: .*; mapPublicIpOnLaunch: .*; vpcId: /,
    );
  });
});
