import { listed } from "../../components/util/did-you-mean";
import { type PlannedResource, UNKNOWN } from "../planned-resource";
import type { ResourceView } from "../resource-view";
import { advice, type BuiltInRule, onEach, productionOnly, serious, type Violation } from "../rule";
import { at, isOn, isText, knownItems, type Property } from "../values";
import { criticalAddons } from "./critical-addons";
import {
  clusterRoleBindingType,
  containersOf,
  hasObject,
  namespaceOf,
  peopleOf,
  podSpec,
  rbacRoleTypes,
  workloads,
} from "./kubernetes-objects";

const workloadTypes = Object.keys(workloads);

/** What a pod shares with its node, in words. */
const hostShares = { hostPID: "processes", hostIPC: "IPC", hostNetwork: "network" } as const;

function hostAccess(resource: PlannedResource): string[] {
  const spec = podSpec(resource);
  const shared = Object.entries(hostShares).flatMap(([key, what]) => (isOn(at(spec, key)) ? [`shares the ${what} of its node`] : []));
  const privileged = (containersOf(resource) ?? []).flatMap(({ name, container }) =>
    isOn(at(container, "securityContext", "privileged")) ? [`container ${name} is privileged`] : [],
  );
  return [...shared, ...privileged];
}

/** Whether a LimitRange may give requests to containers of a namespace that set none. */
function defaultsRequests(namespace: string | undefined, view: ResourceView): boolean {
  return namespace === undefined || hasObject("kubernetes:core/v1:LimitRange", namespace, view);
}

function missingRequests(resource: PlannedResource, view: ResourceView): string[] {
  if (defaultsRequests(namespaceOf(resource), view)) return [];
  return (containersOf(resource) ?? []).flatMap(({ name, container }) => {
    const resources = at(container, "resources");
    const missing = ["cpu", "memory"].filter(
      (kind) => at(resources, "requests", kind) === undefined && at(resources, "limits", kind) === undefined,
    );
    return missing.length > 0 ? [`container ${name} requests no ${listed(missing, "or")}`] : [];
  });
}

/** Parts of a critical add-on with a single replica; nothing where that is unknown. */
function singleReplicas(name: Property, values: Property): string[] {
  if (!isText(name) || !Object.hasOwn(criticalAddons, name)) return [];
  return criticalAddons[name]!.flatMap(({ path, fallback }) => {
    const replicas = at(values, ...path) ?? fallback;
    return replicas === 1 || replicas === "1" ? [`${name} runs a single replica (\`${path.join(".")}\`)`] : [];
  });
}

function parsed(values: Property): Property {
  if (!isText(values)) return values;
  try {
    return JSON.parse(values) as Property;
  } catch {
    return UNKNOWN; // YAML is accepted too
  }
}

function* singleReplicaAddons(view: ResourceView): Iterable<Violation> {
  yield* onEach("aws:eks/addon:Addon", ({ inputs }) => {
    const values = parsed(at(inputs.configurationValues));
    return isAutoscaled(values) ? [] : singleReplicas(at(inputs.addonName), values);
  })(view);
  yield* onEach("kubernetes:helm.sh/v3:Release", ({ inputs }) => {
    const chart = at(inputs.chart);
    return singleReplicas(isText(chart) ? chart.split("/").at(-1) : chart, at(inputs.values));
  })(view);
  yield* onEach(
    "kubernetes:apps/v1:Deployment",
    (deployment) =>
      namespaceOf(deployment) === "kube-system" &&
      (at(deployment.inputs.spec, "replicas") ?? 1) === 1 &&
      "a deployment of kube-system runs a single replica",
  )(view);
}

const isAutoscaled = (values: Property) => isOn(at(values, "autoScaling", "enabled"));

const escalating = ["bind", "escalate", "impersonate"];

function rbacRules({ inputs }: PlannedResource): readonly Property[] {
  return knownItems(inputs.rules);
}

export const podRules: readonly BuiltInRule[] = [
  {
    id: "kubernetes-privileged-pod",
    title: "Pods are not privileged and share nothing with their node",
    reason: "An attacker in such a container controls the node.",
    fix: "remove `privileged`, `hostPID`, `hostIPC` and `hostNetwork`",
    controls: [
      "CIS EKS 1.8.0 / 4.2.1",
      "CIS EKS 1.8.0 / 4.2.2",
      "CIS EKS 1.8.0 / 4.2.3",
      "CIS EKS 1.8.0 / 4.2.4",
      "EKS Best Practices / pod-security",
    ],
    levels: serious,
    check: onEach(workloadTypes, hostAccess),
  },
  {
    id: "kubernetes-requests",
    title: "Containers request CPU and memory",
    reason: "Without requests the scheduler overfills nodes, and the pod is the first to be evicted.",
    fix: "set `resources.requests`, or a LimitRange as `limits` of teams does",
    controls: ["EKS Best Practices / pod-security"],
    levels: advice,
    check: onEach(workloadTypes, missingRequests),
  },
  {
    id: "kubernetes-single-replica",
    title: "Critical add-ons run more than one replica",
    reason: "While the only pod moves, the cluster has no DNS, or rejects what the add-on's webhook must see.",
    fix: "set 2 or more in `values` of the add-on",
    controls: ["EKS Best Practices / application"],
    levels: productionOnly,
    check: singleReplicaAddons,
  },
  {
    id: "kubernetes-cluster-admin",
    title: "People and pods are not bound to cluster-admin",
    reason: "Such a service account or group has full control of the cluster.",
    fix: "bind a role with the rules that are needed; administrators come by `cluster.admins` or a platform team",
    controls: ["CIS EKS 1.8.0 / 4.1.1"],
    levels: advice,
    check: onEach(clusterRoleBindingType, (binding) => {
      if (at(binding.inputs.roleRef, "name") !== "cluster-admin") return undefined;
      const accounts = knownItems(binding.inputs.subjects).flatMap((subject) => {
        const kind = at(subject, "kind");
        const name = at(subject, "name");
        return kind === "ServiceAccount" && isText(name) ? [`service account ${name}`] : [];
      });
      const all = [...peopleOf(binding), ...accounts];
      return all.length > 0 && `${listed(all)} ${all.length === 1 ? "has" : "have"} cluster-admin`;
    }),
  },
  {
    id: "kubernetes-rbac-wildcard",
    title: "Roles name their resources and verbs",
    reason: "A wildcard covers every resource that is installed later, too.",
    fix: "name resources and verbs in the rules of the role",
    controls: ["CIS EKS 1.8.0 / 4.1.3"],
    levels: advice,
    check: onEach(rbacRoleTypes, (role) =>
      rbacRules(role).flatMap((rule) =>
        ["resources", "verbs"].some((key) => knownItems(at(rule, key)).includes("*")) ? ["a rule of the role has a wildcard"] : [],
      ),
    ),
  },
  {
    id: "kubernetes-rbac-escalation",
    title: "Roles do not bind, escalate or impersonate",
    reason: "These verbs allow subjects to give themselves every other permission.",
    fix: "remove the verbs from the rules of the role",
    controls: ["CIS EKS 1.8.0 / 4.1.8"],
    levels: serious,
    check: onEach(rbacRoleTypes, (role) =>
      rbacRules(role).flatMap((rule) => {
        const found = knownItems(at(rule, "verbs")).filter((verb) => escalating.includes(verb as string));
        return found.length > 0 && knownItems(at(rule, "resourceNames")).length === 0
          ? [`a rule of the role allows to ${listed(found as string[])}`]
          : [];
      }),
    ),
  },
];
