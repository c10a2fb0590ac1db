import { expect } from "chai";
import { type Call, isAllowed, tags } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const name = "aws-load-balancer-controller";
const role = `eks-${name}-${name}`;
const key = "elbv2.k8s.aws/cluster";

const ec2 = "arn:aws:ec2:eu-west-1:123456789012";
const elb = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
const group = `${ec2}:security-group/sg-0123456789abcdef0`;
const balancer = `${elb}:loadbalancer/app/k8s-web/50dc6c495c0c9188`;
const listener = `${elb}:listener/app/k8s-web/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const rule = `${elb}:listener-rule/app/k8s-web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee`;
const targets = `${elb}:targetgroup/k8s-web/73e2d6bc24d8a067`;

/** Tags that the controller writes: pkg/deploy/tracking/provider.go, ResourceTags. */
const controllerTags = (cluster: string) => ({
  [key]: cluster,
  "ingress.k8s.aws/stack": "web",
  "ingress.k8s.aws/resource": "LoadBalancer",
});
const ownedBy = (cluster: string) => tags("ResourceTag", controllerTags(cluster));
const requestedBy = (cluster: string) => tags("RequestTag", controllerTags(cluster));
const inVpc = (vpc = "vpc-1") => ({ "ec2:Vpc": `${ec2}:vpc/${vpc}` });
const eksGroup = (cluster: string) =>
  tags("ResourceTag", { [`kubernetes.io/cluster/${cluster}`]: "owned", "aws:eks:cluster-name": cluster });

/** Calls on resources that a cluster's controller created, each with the file of v3.5.0 that sends it. */
const ownResourceCalls: readonly (readonly [source: string, action: string, resource: string])[] = [
  ["pkg/networking/security_group_manager.go", "ec2:AuthorizeSecurityGroupIngress", group],
  ["pkg/networking/security_group_manager.go", "ec2:RevokeSecurityGroupIngress", group],
  ["pkg/deploy/ec2/security_group_manager.go", "ec2:DeleteSecurityGroup", group],
  ["pkg/deploy/elbv2/load_balancer_manager.go", "elasticloadbalancing:SetIpAddressType", balancer],
  ["pkg/deploy/elbv2/load_balancer_manager.go", "elasticloadbalancing:SetSubnets", balancer],
  ["pkg/deploy/elbv2/load_balancer_manager.go", "elasticloadbalancing:SetSecurityGroups", balancer],
  ["pkg/deploy/elbv2/load_balancer_manager.go", "elasticloadbalancing:ModifyIpPools", balancer],
  ["pkg/deploy/elbv2/load_balancer_manager.go", "elasticloadbalancing:DeleteLoadBalancer", balancer],
  ["pkg/deploy/elbv2/load_balancer_attributes_reconciler.go", "elasticloadbalancing:ModifyLoadBalancerAttributes", balancer],
  ["pkg/deploy/elbv2/load_balancer_capacity_reservation_reconciler.go", "elasticloadbalancing:ModifyCapacityReservation", balancer],
  ["pkg/deploy/elbv2/target_group_manager.go", "elasticloadbalancing:ModifyTargetGroup", targets],
  ["pkg/deploy/elbv2/target_group_manager.go", "elasticloadbalancing:DeleteTargetGroup", targets],
  ["pkg/deploy/elbv2/target_group_attributes_reconciler.go", "elasticloadbalancing:ModifyTargetGroupAttributes", targets],
  ["pkg/deploy/elbv2/listener_manager.go", "elasticloadbalancing:ModifyListener", listener],
  ["pkg/deploy/elbv2/listener_manager.go", "elasticloadbalancing:DeleteListener", listener],
  ["pkg/deploy/elbv2/listener_manager.go", "elasticloadbalancing:AddListenerCertificates", listener],
  ["pkg/deploy/elbv2/listener_manager.go", "elasticloadbalancing:RemoveListenerCertificates", listener],
  ["pkg/deploy/elbv2/listener_attributes_reconciler.go", "elasticloadbalancing:ModifyListenerAttributes", listener],
  ["pkg/deploy/elbv2/listener_rule_manager.go", "elasticloadbalancing:ModifyRule", rule],
  ["pkg/deploy/elbv2/listener_rule_manager.go", "elasticloadbalancing:DeleteRule", rule],
  ["pkg/deploy/elbv2/listener_rule_manager.go", "elasticloadbalancing:SetRulePriorities", rule],
];

/** ReconcileTags of pkg/deploy/{ec2,elbv2}/tagging_manager.go sends only changed tags, so never the cluster's tag. */
const retagging: readonly (readonly [action: string, resource: string])[] = [
  ["ec2:CreateTags", group],
  ["ec2:DeleteTags", group],
  ...[balancer, targets, listener, rule].map((resource) => ["elasticloadbalancing:AddTags", resource] as const),
];

/** The library's table lists neither resources nor condition keys of this call. */
const setWebAcl = (resources: Resources, call: Call) => isAllowed(resources, role, { ...call, unlisted: true });

describe("IAM policy of aws-load-balancer-controller", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({ addons: { [name]: true } });
  });
  // the library lists only tagging of Classic Load Balancers
  const allowed = (call: Call) =>
    isAllowed(resources, role, { ...call, unlisted: /^elasticloadbalancing:(Add|Remove)Tags$/.test(call.action) });

  for (const [source, action, resource] of ownResourceCalls) {
    it(`allows ${action} on resources of this cluster's controller, but not of another cluster's (${source})`, async () => {
      expect(await allowed({ action, resource, context: ownedBy("shop") })).to.equal(true);
      for (const other of ["shop-2", "Shop", "sho"])
        expect(await allowed({ action, resource, context: ownedBy(other) }), other).to.equal(false);
    });
  }

  for (const [action, resource] of retagging) {
    it(`allows ${action} on ${resource.split(":")[5]} for other tags, but not for the cluster's tag`, async () => {
      const change = tags("RequestTag", { team: "web" });
      expect(await allowed({ action, resource, context: { ...ownedBy("shop"), ...change } })).to.equal(true);
      expect(await allowed({ action, resource, context: { ...ownedBy("shop-2"), ...change } })).to.equal(false);
      expect(await allowed({ action, resource, context: { ...ownedBy("shop-2"), ...requestedBy("shop") } })).to.equal(false);
      expect(await allowed({ action, resource, context: { ...ownedBy("shop"), ...requestedBy("shop-2") } })).to.equal(false);
      expect(await allowed({ action, resource, context: change })).to.equal(false);
    });
  }

  it("allows removing tags of its own load balancers", async () => {
    for (const resource of [balancer, targets, listener, rule]) {
      const remove = { action: "elasticloadbalancing:RemoveTags", resource };
      expect(await allowed({ ...remove, context: ownedBy("shop") })).to.equal(true);
      expect(await allowed({ ...remove, context: ownedBy("shop-2") })).to.equal(false);
      expect(await allowed(remove)).to.equal(false);
    }
  });

  it("allows creating security groups with its tag, only in the cluster's VPC (pkg/deploy/ec2/security_group_manager.go)", async () => {
    const action = "ec2:CreateSecurityGroup";
    expect(await allowed({ action, resource: `${ec2}:vpc/vpc-1` })).to.equal(true);
    expect(await allowed({ action, resource: "arn:aws:ec2:eu-west-1:444455556666:vpc/vpc-1" }), "a shared VPC").to.equal(true);
    expect(await allowed({ action, resource: `${ec2}:vpc/vpc-10` })).to.equal(false);
    expect(await allowed({ action, resource: group, context: requestedBy("shop") })).to.equal(true);
    expect(await allowed({ action, resource: group, context: requestedBy("shop-2") })).to.equal(false);
    expect(await allowed({ action, resource: group })).to.equal(false);
    const tagging = { "ec2:CreateAction": "CreateSecurityGroup", ...requestedBy("shop") };
    expect(await allowed({ action: "ec2:CreateTags", resource: group, context: tagging })).to.equal(true);
    expect(await allowed({ action: "ec2:CreateTags", resource: group, context: requestedBy("shop") })).to.equal(false);
    expect(await allowed({ action: "ec2:CreateTags", resource: `${ec2}:instance/i-1`, context: tagging })).to.equal(false);
  });

  it("allows changing rules of the security groups of nodes and cluster, only in its VPC (pkg/networking/networking_manager.go)", async () => {
    for (const action of ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"]) {
      const open = (context: Call["context"]) => allowed({ action, resource: group, context });
      expect(await open({ ...inVpc(), ...eksGroup("shop") })).to.equal(true);
      expect(await open({ ...inVpc(), ...tags("ResourceTag", { Name: "of the user" }) })).to.equal(true);
      expect(await open({ ...inVpc("vpc-10"), ...eksGroup("shop") })).to.equal(false);
      expect(await open({ ...inVpc(), ...ownedBy("shop-2") }), "made by another cluster's controller in the same VPC").to.equal(false);
      expect(await open({ ...inVpc(), ...eksGroup("shop-2") }), "of another cluster in the same VPC").to.equal(false);
    }
    expect(await allowed({ action: "ec2:DeleteSecurityGroup", resource: group, context: { ...inVpc(), ...eksGroup("shop") } })).to.equal(
      false,
    );
  });

  it("allows creating load balancers and target groups with its tag (pkg/deploy/elbv2/load_balancer_manager.go)", async () => {
    for (const [create, resource] of [
      ["CreateLoadBalancer", balancer],
      ["CreateTargetGroup", targets],
    ] as const) {
      const action = `elasticloadbalancing:${create}`;
      expect(await allowed({ action, resource, context: requestedBy("shop") })).to.equal(true);
      expect(await allowed({ action, resource, context: requestedBy("shop-2") })).to.equal(false);
      expect(await allowed({ action, resource })).to.equal(false);
      const context = { "elasticloadbalancing:CreateAction": create, ...requestedBy("shop") };
      expect(await allowed({ action: "elasticloadbalancing:AddTags", resource, context })).to.equal(true);
      expect(await allowed({ action: "elasticloadbalancing:AddTags", resource, context: requestedBy("shop") })).to.equal(false);
    }
  });

  it("allows creating listeners and rules on its own load balancers (pkg/deploy/elbv2/listener_manager.go, listener_rule_manager.go)", async () => {
    for (const [create, parent, resource] of [
      ["CreateListener", balancer, listener],
      ["CreateRule", listener, rule],
    ] as const) {
      const action = `elasticloadbalancing:${create}`;
      expect(await allowed({ action, resource: parent, context: { ...ownedBy("shop"), ...requestedBy("shop") } })).to.equal(true);
      expect(await allowed({ action, resource: parent, context: { ...ownedBy("shop-2"), ...requestedBy("shop") } })).to.equal(false);
      expect(await allowed({ action, resource: parent, context: requestedBy("shop") })).to.equal(false);
      const tagging = { action: "elasticloadbalancing:AddTags", resource };
      expect(await allowed({ ...tagging, context: requestedBy("shop") })).to.equal(true);
      expect(await allowed({ ...tagging, context: requestedBy("shop-2") })).to.equal(false);
      expect(await allowed({ ...tagging, context: { ...ownedBy("shop-2"), ...requestedBy("shop") } })).to.equal(false);
    }
  });

  it("allows registering targets in any target group, which a TargetGroupBinding may name (pkg/targetgroupbinding/targets_manager.go)", async () => {
    for (const action of ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"]) {
      expect(await allowed({ action, resource: targets })).to.equal(true);
      expect(await allowed({ action, resource: targets, context: ownedBy("shop-2") })).to.equal(true);
    }
  });

  it("allows attaching web ACLs, except to load balancers with another cluster's tag (pkg/deploy/wafv2/web_acl_association_manager.go)", async () => {
    for (const action of ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL", "waf-regional:DisassociateWebACL"])
      expect(await allowed({ action, resource: balancer }), action).to.equal(true);
    const attach = { action: "elasticloadbalancing:SetWebAcl", resource: balancer };
    expect(await setWebAcl(resources, attach)).to.equal(true);
    expect(await setWebAcl(resources, { ...attach, context: ownedBy("shop") })).to.equal(true);
    for (const other of ["shop-2", "Shop", "sho"])
      expect(await setWebAcl(resources, { ...attach, context: ownedBy(other) }), other).to.equal(false);
  });

  it("omits actions that AWS cannot limit to one cluster when the chart's values disable them", async () => {
    const calls = {
      enableShield: ["shield:CreateProtection"],
      enableWaf: ["waf-regional:AssociateWebACL", "waf-regional:DisassociateWebACL"],
      enableWafv2: ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"],
    };
    for (const off of [[], ["enableShield"], ["enableWaf"], ["enableWafv2"], ["enableWaf", "enableWafv2"], Object.keys(calls)]) {
      const values = Object.fromEntries(off.map((key) => [key, false]));
      const one = await registered({ addons: { [name]: { values } } });
      for (const [key, actions] of Object.entries(calls)) {
        for (const action of actions) {
          const call = { action, resource: action.startsWith("shield") ? "*" : balancer };
          expect(await isAllowed(one, role, call), `${action} without ${off}`).to.equal(!off.includes(key));
        }
      }
      const waf = !(off.includes("enableWaf") && off.includes("enableWafv2"));
      const attach = { action: "elasticloadbalancing:SetWebAcl", resource: balancer, context: ownedBy("shop") };
      expect(await setWebAcl(one, attach), `SetWebAcl without ${off}`).to.equal(waf);
    }
  });

  it("omits actions that pods without NAT cannot reach", async () => {
    const images = { registries: { "public.ecr.aws": "mirror.example/aws" } };
    const one = await registered({ addons: { [name]: true }, images, network: { nat: "none", endpoints: "private" } });
    expect(await isAllowed(one, role, { action: "shield:CreateProtection", resource: "*" })).to.equal(false);
    expect(await isAllowed(one, role, { action: "waf-regional:DisassociateWebACL", resource: balancer })).to.equal(false);
  });
});
