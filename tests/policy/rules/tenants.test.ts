import { tenantRules } from "../../../policy/rules/tenants";
import { describeRules, of } from "./support";

const namespace = (name: string, level?: string) =>
  of("kubernetes:core/v1:Namespace")({
    metadata: { name, ...(level && { labels: { "pod-security.kubernetes.io/enforce": level } }) },
  });
const access = (policy: string, ...namespaces: string[]) =>
  of("aws:eks/accessPolicyAssociation:AccessPolicyAssociation")({
    policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
    accessScope: namespaces.length > 0 ? { type: "namespace", namespaces } : { type: "cluster" },
  });
const edit = (...namespaces: string[]) => access("AmazonEKSEditPolicy", ...namespaces);
const roleType = (kind: string) => `kubernetes:rbac.authorization.k8s.io/v1:${kind}`;
const binding = (name: string, role: { kind: string; name: string }, subject: object = { kind: "Group", name: "developers" }) =>
  of(roleType("RoleBinding"))({ metadata: { name: "b", namespace: name }, roleRef: role, subjects: [subject] });
const inside = (name: string) => ({ metadata: { name: "x", namespace: name } });
const quota = (name: string) => of("kubernetes:core/v1:ResourceQuota")(inside(name));
const networkPolicy = (name: string, spec: object) => of("kubernetes:networking.k8s.io/v1:NetworkPolicy")({ ...inside(name), spec });
const deployment = (name?: string) =>
  of("kubernetes:apps/v1:Deployment")({ metadata: { name: "web", ...(name && { namespace: name }) }, spec: {} });
const cni = (configurationValues?: string) =>
  of("aws:eks/addon:Addon")({ addonName: "vpc-cni", ...(configurationValues && { configurationValues }) });
const notEnforced = "network policies are planned, but the VPC CNI does not enforce them";
const open = "no network policy denies by default what others send to namespace shop";

describe("rules about tenants", () => {
  describeRules(tenantRules, {
    "kubernetes-pod-security-label": {
      trips: [[[namespace("shop")], "the namespace has no Pod Security Standard"]],
      passes: [[namespace("shop", "baseline")], [namespace("shop", "privileged")]],
    },
    "kubernetes-edit-privileged": {
      trips: [
        [
          [namespace("shop", "privileged"), edit("shop")],
          "AmazonEKSEditPolicy in shop, where privileged pods are allowed, is equivalent to root on the nodes",
        ],
        [[edit()], "AmazonEKSEditPolicy in the whole cluster, where privileged pods are allowed, is equivalent to root on the nodes"],
        [
          [access("AmazonEKSAdminPolicy", "kube-system")],
          "AmazonEKSAdminPolicy in kube-system, which has no Pod Security Standard, is equivalent to root on the nodes",
        ],
        [
          [namespace("shop"), binding("shop", { kind: "ClusterRole", name: "edit" })],
          "role edit in shop, where privileged pods are allowed, is equivalent to root on the nodes",
        ],
        [
          [
            namespace("shop"),
            of(roleType("Role"))({
              metadata: { name: "deployer", namespace: "shop" },
              rules: [{ resources: ["deployments"], verbs: ["create"] }],
            }),
            binding("shop", { kind: "Role", name: "deployer" }),
          ],
          "role deployer in shop, where privileged pods are allowed, is equivalent to root on the nodes",
        ],
      ],
      passes: [
        [namespace("shop", "baseline"), edit("shop")],
        [namespace("shop"), access("AmazonEKSViewPolicy", "shop")],
        [access("AmazonEKSClusterAdminPolicy")],
        [edit("elsewhere")],
        [namespace("shop"), binding("shop", { kind: "ClusterRole", name: "view" })],
        [namespace("shop"), binding("shop", { kind: "ClusterRole", name: "edit" }, { kind: "ServiceAccount", name: "ci" })],
        [
          namespace("shop"),
          of(roleType("Role"))({ metadata: { name: "reader", namespace: "shop" }, rules: [{ resources: ["pods"], verbs: ["get"] }] }),
          binding("shop", { kind: "Role", name: "reader" }),
        ],
      ],
    },
    "kubernetes-resource-quota": {
      trips: [
        [[namespace("shop"), edit("shop")], "namespace shop has no quota"],
        [[edit("shop"), quota("other")], "namespace shop has no quota"],
      ],
      passes: [[edit("shop"), quota("shop")], [namespace("shop")], [edit("kube-system")]],
    },
    "kubernetes-default-deny": {
      trips: [
        [[namespace("shop"), edit("shop")], open],
        [[namespace("shop"), deployment("shop")], open],
        [[edit("shop"), networkPolicy("shop", { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Ingress"] })], open],
        [[edit("shop"), networkPolicy("shop", { podSelector: {}, policyTypes: ["Egress"] })], open],
      ],
      passes: [
        [edit("shop"), networkPolicy("shop", { podSelector: {}, policyTypes: ["Ingress"] })],
        [edit("shop"), networkPolicy("shop", { podSelector: {} })],
        [namespace("shop")],
      ],
    },
    "kubernetes-network-policy-engine": {
      trips: [
        [[cni(), networkPolicy("shop", {})], notEnforced],
        [[cni('{"enableNetworkPolicy":"false"}'), networkPolicy("shop", {})], notEnforced],
      ],
      passes: [
        [cni('{"enableNetworkPolicy":"true"}'), networkPolicy("shop", {})],
        [cni("enableNetworkPolicy: true"), networkPolicy("shop", {})],
        [cni()],
        [networkPolicy("shop", {})],
      ],
    },
    "kubernetes-default-namespace": {
      trips: [[[deployment()], "pods run in the namespace default"]],
      passes: [[deployment("shop")]],
    },
  });
});
