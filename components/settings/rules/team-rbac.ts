import { listed } from "../../util/did-you-mean";
import type { ApplicationTeamSettings } from "../types";
import { duplicates, issue, type Rule } from "./rule";
import { eachApplication } from "./team-rule";

type RbacRule = NonNullable<ApplicationTeamSettings["rules"]>[number];

const reading = ["get", "list", "watch"];
const rbac = "rbac.authorization.k8s.io";

/** Permissions with which members could leave the bounds of their team. */
const beyondTeam: readonly {
  readonly group: string;
  readonly resources: readonly string[];
  readonly isAllowed: (verb: string) => boolean;
  readonly why: string;
}[] = [
  {
    group: "",
    resources: ["resourcequotas", "limitranges"],
    isAllowed: (verb) => reading.includes(verb),
    why: "quota and limits bound the team: members may only read them; other amounts are in `quota` and `limits`",
  },
  {
    group: "",
    resources: ["namespaces"],
    isAllowed: (verb) => reading.includes(verb),
    why: "labels of the namespace are its Pod Security level and its owner: members may only read it; set `labels`, `annotations` and `podSecurity` instead",
  },
  {
    group: "",
    resources: ["bindings", "pods/binding"],
    isAllowed: (verb) => reading.includes(verb),
    why: "a binding places a pod on a node past the taints of other teams; only schedulers may",
  },
  {
    group: rbac,
    resources: ["roles", "rolebindings"],
    isAllowed: (verb) => verb !== "*",
    why: "`*` includes escalate and bind, by which members give themselves every permission; list verbs such as get and create",
  },
];

/** Kinds outside of namespaces, in which a Role grants nothing. */
const clusterScoped = [
  "nodes persistentvolumes storageclasses volumesnapshotclasses volumeattachments csidrivers csinodes ingressclasses priorityclasses",
  "clusterroles clusterrolebindings customresourcedefinitions validatingwebhookconfigurations mutatingwebhookconfigurations",
  "validatingadmissionpolicies validatingadmissionpolicybindings apiservices runtimeclasses certificatesigningrequests",
  "ec2nodeclasses nodeclaims nodepools nodeclasses clusterissuers clustersecretstores clusterexternalsecrets clusteranalysistemplates clustertriggerauthentications",
].flatMap((line) => line.split(" "));

function covers({ apiGroups, resources }: RbacRule, group: string, resource: string): boolean {
  const [, subresource] = resource.split("/");
  const inGroup = apiGroups.includes("*") || apiGroups.includes(group);
  return (
    inGroup && resources.some((each) => each === "*" || each === resource || (subresource !== undefined && each === `*/${subresource}`))
  );
}

/** Source: Kubernetes documentation, Using RBAC Authorization (1.35). */
const withinTeam = eachApplication(["rules[]"], function* ({ rules = [] }, at) {
  for (const [position, rule] of rules.entries()) {
    const path = (...keys: readonly PropertyKey[]) => at("rules", position, ...keys);
    for (const { group, resources, isAllowed, why } of beyondTeam) {
      const found = resources.filter((resource) => covers(rule, group, resource));
      const verbs = rule.verbs.filter((verb) => !isAllowed(verb));
      if (found.length > 0 && verbs.length > 0) yield issue(path(), `grants ${listed(verbs)} on ${listed(found)}, but ${why}`);
    }
    const outside = rule.resources.filter((resource) => clusterScoped.includes(resource.split("/")[0]!));
    if (outside.length > 0)
      yield issue(
        path("resources"),
        `${listed(outside)} ${outside.length > 1 ? "are" : "is"} in no namespace, so a Role grants nothing; remove ${outside.length > 1 ? "them" : "it"}, and bind a ClusterRole to group team:<name> if members need more`,
      );
    for (const key of ["apiGroups", "resources", "verbs"] as const) yield* duplicates(path(key), rule[key]);
  }
});

export const teamRbacRules: readonly Rule[] = [withinTeam];
