import { expect } from "chai";
import { report } from "../support";
import { itValidates, type Row, section } from "./rows";

const overrides = (...entries: readonly string[]) => section("overrides", `[${entries.join(", ")}]`);
const cluster = (set: string) => overrides(`{ type: "aws:eks/cluster:Cluster", set: ${set} }`);
const deployment = (set: string) => overrides(`{ type: "kubernetes:apps/v1:Deployment", set: ${set} }`);

const forms: readonly Row[] = [
  [overrides()],
  [cluster("{ vpcConfig: { controlPlaneEgressMode: CUSTOMER_ROUTED }, tags: { owner: me } }")],
  [section("overrides", "{}"), "overrides: expected a list, found a map"],
  [
    overrides("{}"),
    "overrides[0].type: missing; expected a resource type such as aws:eks/cluster:Cluster",
    "overrides[0].set: missing; expected a map",
  ],
  [overrides('{ type: "aws:eks/cluster:Cluster", nam: x, set: { tags: {} } }'), "overrides[0].nam: unknown key; did you mean name?"],
  [cluster("{}"), "overrides[0].set: expected at least one property; add it, or remove the override"],
];

const types: readonly Row[] = [
  [
    overrides('{ type: "aws:eks:Cluster", set: { tags: {} } }'),
    "overrides[0].type: no stack creates resources of this type; did you mean aws:eks/cluster:Cluster?",
  ],
  [
    overrides('{ type: "aws:ec2/vpcEndpont:VpcEndpont", set: { a: 1 } }'),
    "overrides[0].type: no stack creates resources of this type; did you mean aws:ec2/vpcEndpoint:VpcEndpoint?",
  ],
  [
    overrides('{ type: "aws:dynamodb/table:Table", set: { a: 1 } }'),
    "overrides[0].type: no stack creates resources of this type; `npm run plan -- --tree` lists the resources of a stack",
  ],
  [
    overrides('{ type: "eks:index:Cluster", set: { a: 1 } }'),
    "overrides[0].type: components take no overrides; override a resource in it, such as aws:eks/cluster:Cluster (`npm run plan -- --tree` lists them)",
  ],
  [
    overrides('{ type: "pulumi:providers:aws", set: { a: 1 } }'),
    "overrides[0].type: providers take no overrides; the keys aws:* of the stack configure the AWS provider, and code can pass providers",
  ],
  ...["pulumi-nodejs:dynamic/eks-blueprints:Drain", "pulumi:index:Stash"].map(
    (type): Row => [
      overrides(`{ type: "${type}", set: { a: 1 } }`),
      "overrides[0].type: resources of Pulumi and lifecycle guards take no overrides; remove the override",
    ],
  ),
];

const properties: readonly Row[] = [
  [
    cluster("{ vpcConfig: { controlPlaneEgresMode: X }, zonalShiftConf: {} }"),
    "overrides[0].set.vpcConfig.controlPlaneEgresMode: no such property; did you mean controlPlaneEgressMode?",
    "overrides[0].set.zonalShiftConf: no such property of aws:eks/cluster:Cluster; did you mean zonalShiftConfig?",
  ],
  [cluster("{ tags: { owner: 3 } }"), "overrides[0].set.tags.owner: expected a string, found 3"],
  [cluster("{ roleArn: null }"), "overrides[0].set.roleArn: required, so null cannot remove it; expected a string"],
  [deployment("{ spec: { replicas: two } }"), 'overrides[0].set.spec.replicas: expected a number, found "two"'],
];

const ofRoles =
  "set `policies` or `statements` of the pool, the Fargate profile, the service account, the add-on or `cluster.remoteNetworks`";

/** Properties that cannot be overridden, with how to set them. */
const protectedOnes: readonly (readonly [type: string, set: string, path: string, fix: string])[] = [
  ["aws:iam/role:Role", "{ inlinePolicies: [] }", "inlinePolicies", ofRoles],
  ["aws:iam/role:Role", "{ managedPolicyArns: [] }", "managedPolicyArns", ofRoles],
  ["aws:eks/cluster:Cluster", "{ name: a }", "name", "set cluster.name"],
  ["aws:eks/cluster:Cluster", '{ version: "1.35" }', "version", "set cluster.version"],
  ["aws:eks/cluster:Cluster", "{ deletionProtection: true }", "deletionProtection", "set cluster.deletionProtection"],
  ["aws:eks/cluster:Cluster", "{ accessConfig: null }", "accessConfig", "set cluster.authenticationMode"],
  ["aws:eks/cluster:Cluster", "{ vpcConfig: { subnetIds: [subnet-1] } }", "vpcConfig.subnetIds", "set network.zones or network.existing"],
  ["aws:eks/nodeGroup:NodeGroup", "{ scalingConfig: { minSize: 1 } }", "scalingConfig", "set nodePools.<name>.size"],
  ["aws:eks/nodeGroup:NodeGroup", "{ clusterName: a }", "clusterName", "remove it from the override"],
  [
    "aws:ec2/subnet:Subnet",
    '{ tags: { "kubernetes.io/role/elb": null } }',
    'tags["kubernetes.io/role/elb"]',
    "remove it from the override",
  ],
  ["aws:ec2/subnet:Subnet", "{ tags: null }", "tags", "remove it from the override"],
  ["aws:kms/key:Key", "{ region: us-east-1 }", "region", "set aws:region"],
  ["kubernetes:core/v1:Namespace", "{ metadata: { name: a } }", "metadata.name", "remove it from the override"],
  ["kubernetes:core/v1:Namespace", "{ metadata: null }", "metadata", "remove it from the override"],
  ["kubernetes:helm.sh/v3:Release", '{ version: "1.0.0" }', "version", "set addons.<name>.version"],
];

describe("override rules", () => {
  itValidates({ "form of an override": forms, "resource types": types, properties });

  for (const [type, set, path, fix] of protectedOnes)
    it(`reject ${path} of ${type} with the reason and the fix`, () => {
      const [line, ...others] = report(overrides(`{ type: "${type}", set: ${set} }`));
      expect(line)
        .to.match(/: cannot be overridden: .+; .+$/)
        .and.contain(`eks-blueprints:overrides[0].set.${path}: `);
      expect(line!.endsWith(`; ${fix}`), line).to.equal(true);
      expect(others).to.deep.equal([]);
    });
});
