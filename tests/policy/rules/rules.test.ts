import { expect } from "chai";
import * as fc from "fast-check";
import { evaluate } from "../../../policy/evaluate";
import { plannedResource, Reference, Secret, UNKNOWN, type Value } from "../../../policy/planned-resource";
import { rules } from "../../../policy/rules";

/** Types and keys that rules read, as their sources name them: random values stand where rules look. */
const types = [
  "aws:eks/cluster:Cluster",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:eks/addon:Addon",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/instance:Instance",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/route:Route",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:autoscaling/group:Group",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/listener:Listener",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:kms/key:Key",
  "kubernetes:core/v1:Namespace",
  "kubernetes:core/v1:Pod",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:helm.sh/v3:Release",
  "kubernetes:storage.k8s.io/v1:StorageClass",
  "kubernetes:networking.k8s.io/v1:Ingress",
  "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
  "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams",
];
const keys =
  "metadata spec template containers rules roleRef subjects kind name namespace labels annotations vpcConfig publicAccessCidrs accessConfig accessScope namespaces policyArn policy assumeRolePolicy inlinePolicies managedPolicyArns Statement Action Resource Principal Condition Effect metadataOptions blockDeviceMappings ebs networkInterfaces subnetIds vpcZoneIdentifiers remoteAccess ingress defaultActions scheme listeners configurationValues addonName chart values version subnetId vpcId role";

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(
    null,
    true,
    false,
    0,
    1,
    "",
    "*",
    "{",
    "[]",
    "null",
    '{"Statement":[null,1,{"Action":null}]}',
    "constructor",
    "__proto__",
    "0.0.0.0/0",
    UNKNOWN,
  ),
  fc.string(),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys.split(" ")), tie("value"), { maxKeys: 4 }),
    tie("value").map((inner) => new Secret(inner)),
    fc.constant(new Reference("urn:of:another")),
  ),
}));
const resource = fc
  .record({ type: fc.constantFrom(...types), inputs: fc.dictionary(fc.constantFrom(...keys.split(" ")), value), id: scalar })
  .map(({ type, inputs, id }) => plannedResource({ type, name: "any", inputs, id }));

describe("rules", () => {
  it("have ids with the service as prefix, and texts that fit into sentences", () => {
    expect(new Set(rules.map(({ id }) => id)).size).to.equal(rules.length);
    for (const { id, title, reason, fix, levels } of rules) {
      expect(id).to.match(/^(eks|ec2|vpc|elb|iam|kms|efs|fsx|kubernetes)(-[a-z0-9]+)+$/);
      expect(title, id).to.match(/^[A-Z`].*[^.]$/);
      expect(reason, id).to.match(/^[A-Z].*\.$/);
      expect(fix, id).to.match(/^[a-z].*[^.]$/);
      expect(levels.production, id).to.be.oneOf(["mandatory", "advisory", "information"]);
      expect(levels.development, id).to.not.equal("mandatory");
    }
  });

  it("take whatever resources a program has", () => {
    const property = fc.property(fc.array(resource, { maxLength: 8 }), (resources) => {
      for (const { message, urn } of evaluate(resources, rules, "production"))
        expect([typeof message, typeof urn]).to.deep.equal(["string", "string"]);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
