import { podRules } from "../../../policy/rules/pods";
import { describeRules, of } from "./support";

const deployment = (spec: object, namespace = "shop", more: object = {}) =>
  of("kubernetes:apps/v1:Deployment")({ metadata: { name: "web", namespace }, spec: { ...more, template: { spec } } });
const pod = (spec: object) => of("kubernetes:core/v1:Pod")({ metadata: { name: "web", namespace: "shop" }, spec });
const cronJob = (spec: object) =>
  of("kubernetes:batch/v1:CronJob")({
    metadata: { name: "web", namespace: "shop" },
    spec: { jobTemplate: { spec: { template: { spec } } } },
  });
const requests = { requests: { cpu: "100m", memory: "64Mi" } };
const container = (more: object = { resources: requests }) => ({ containers: [{ name: "web", ...more }] });
const addon = (addonName: string, values?: object) =>
  of("aws:eks/addon:Addon")({ addonName, ...(values && { configurationValues: JSON.stringify(values) }) });
const release = (chart: string, values: object = {}) => of("kubernetes:helm.sh/v3:Release")({ chart, values });
const rbac = (kind: string) => of(`kubernetes:rbac.authorization.k8s.io/v1:${kind}`);
const bound = (name: string, ...subjects: object[]) => rbac("ClusterRoleBinding")({ roleRef: { kind: "ClusterRole", name }, subjects });
const role = (rule: object) => rbac("ClusterRole")({ metadata: { name: "r" }, rules: [rule] });

describe("rules about pods", () => {
  describeRules(podRules, {
    "kubernetes-privileged-pod": {
      trips: [
        [[deployment(container({ securityContext: { privileged: true } }))], "container web is privileged"],
        [[pod({ hostNetwork: true, hostPID: true })], "shares the processes of its node", "shares the network of its node"],
        [[cronJob({ hostIPC: true })], "shares the IPC of its node"],
      ],
      passes: [[deployment(container({ securityContext: { privileged: false } }))], [pod({ hostNetwork: false })], [cronJob(container())]],
    },
    "kubernetes-requests": {
      trips: [
        [[deployment(container({}))], "container web requests no cpu or memory"],
        [[pod(container({ resources: { requests: { cpu: "1" } } }))], "container web requests no memory"],
        [[pod({ ...container(), initContainers: [{ name: "init" }] })], "container init requests no cpu or memory"],
      ],
      passes: [
        [deployment(container())],
        [pod(container({ resources: { limits: { cpu: "1", memory: "1Gi" } } }))],
        [deployment(container({})), of("kubernetes:core/v1:LimitRange")({ metadata: { namespace: "shop" } })],
      ],
    },
    "kubernetes-single-replica": {
      trips: [
        [[addon("coredns", { replicaCount: 1 })], "coredns runs a single replica (`replicaCount`)"],
        [[release("karpenter", { replicas: 1 })], "karpenter runs a single replica (`replicas`)"],
        [
          [release("oci://example.com/charts/cert-manager", { replicaCount: 2 })],
          "cert-manager runs a single replica (`webhook.replicaCount`)",
        ],
        [[deployment(container(), "kube-system")], "a deployment of kube-system runs a single replica"],
      ],
      passes: [
        [addon("coredns")],
        [addon("coredns", { replicaCount: 1, autoScaling: { enabled: true } })],
        [of("aws:eks/addon:Addon")({ addonName: "coredns", configurationValues: "replicaCount: 1" })],
        [release("podinfo", { replicaCount: 1 })],
        [deployment(container(), "kube-system", { replicas: 2 })],
        [deployment(container(), "shop", { replicas: 1 })],
      ],
    },
    "kubernetes-cluster-admin": {
      trips: [
        [[bound("cluster-admin", { kind: "ServiceAccount", name: "ci" })], "service account ci has cluster-admin"],
        [
          [bound("cluster-admin", { kind: "Group", name: "ops" }, { kind: "ServiceAccount", name: "ci" })],
          "ops and service account ci have cluster-admin",
        ],
      ],
      passes: [[bound("view", { kind: "Group", name: "ops" })]],
    },
    "kubernetes-rbac-wildcard": {
      trips: [
        [[role({ resources: ["*"], verbs: ["get"] })], "a rule of the role has a wildcard"],
        [[rbac("Role")({ rules: [{ resources: ["pods"], verbs: ["*"] }] })], "a rule of the role has a wildcard"],
      ],
      passes: [[role({ resources: ["pods"], verbs: ["get"] })]],
    },
    "kubernetes-rbac-escalation": {
      trips: [[[role({ resources: ["clusterroles"], verbs: ["bind", "escalate"] })], "a rule of the role allows to bind and escalate"]],
      passes: [
        [role({ resources: ["clusterroles"], verbs: ["get"] })],
        [role({ resources: ["clusterroles"], verbs: ["bind"], resourceNames: ["view"] })],
      ],
    },
  });
});
