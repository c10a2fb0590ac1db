import type * as pulumi from "@pulumi/pulumi";
import { teamAdmissionPolicy, type Validation } from "./admission-policy";
import { ceilingAnnotation, poolAnnotation, teamKey } from "./names";

/** Pins each pod of a DaemonSet to its node by `matchFields` (Kubernetes 1.35, pkg/controller/daemon/util/daemonset_util.go). */
const daemonSetController = "system:serviceaccount:kube-system:daemon-set-controller";

const priority: Validation = {
  expression: "!has(object.spec.priority) || object.spec.priority <= variables.ceiling",
  messageExpression: `"priority " + string(object.spec.priority) + " is above the ceiling of team " + variables.team + ", which is " + string(variables.ceiling)`,
};

const ownPool: Validation = {
  expression: `!variables.pool.hasValue() || (has(object.spec.nodeSelector) && object.spec.nodeSelector[?"${teamKey}"].orValue("") == variables.team)`,
  messageExpression: `"pods of team " + variables.team + " run in its own pool: they need nodeSelector ${teamKey}: " + variables.team + " and a toleration of that taint"`,
};

/** The taint keeps pods of other teams off a team's nodes. An empty key tolerates every taint; Kubernetes' own tolerations always have a key. */
const foreignTolerations: Validation = {
  expression: `!has(object.spec.tolerations) || object.spec.tolerations.all(t, (has(t.key) && t.key != "" && t.key != "${teamKey}") || (has(t.key) && t.key == "${teamKey}" && (!has(t.operator) || t.operator in ["", "Equal"]) && has(t.value) && t.value == variables.team))`,
  messageExpression: `"pods of team " + variables.team + " tolerate no other team's nodes: a toleration of key ${teamKey} names operator Equal and value " + variables.team + ", and none has an empty key"`,
};

const foreignSelector: Validation = {
  expression: `!has(object.spec.nodeSelector) || object.spec.nodeSelector[?"${teamKey}"].orValue(variables.team) == variables.team`,
  messageExpression: `"pods of team " + variables.team + " select no other team's nodes: remove nodeSelector ${teamKey}: " + object.spec.nodeSelector["${teamKey}"]`,
};

/** Whether the label in a node selector term excludes the nodes of other teams. */
const ownTerm = (term: string) =>
  `(!has(${term}.matchExpressions) || ${term}.matchExpressions.all(e, e.key != "${teamKey}" || e.operator == "DoesNotExist" || (e.operator == "In" && e.values.all(v, v == variables.team))))`;
const namesNoNode = (term: string) => `(!has(${term}.matchFields) || size(${term}.matchFields) == 0)`;

const nodeAffinity = "object.spec.affinity.nodeAffinity";
const required = `${nodeAffinity}.requiredDuringSchedulingIgnoredDuringExecution`;
const preferred = `${nodeAffinity}.preferredDuringSchedulingIgnoredDuringExecution`;
/** Applies `test` to each term of the required and the preferred node affinity. */
const everyTerm = (test: (term: string) => string, preferredTest = test) =>
  `!has(object.spec.affinity) || !has(${nodeAffinity}) || ((!has(${required}) || ${required}.nodeSelectorTerms.all(t, ${test("t")})) && (!has(${preferred}) || ${preferred}.all(p, ${preferredTest("p.preference")})))`;

const foreignAffinity: Validation = {
  expression: everyTerm(ownTerm),
  messageExpression: `"node affinity of team " + variables.team + " finds no other team's nodes: for key ${teamKey} write operator In with " + variables.team + " alone, or DoesNotExist"`,
};

const nodesByName: Validation = {
  expression: everyTerm((term) => `(${namesNoNode(term)} || request.userInfo.username == "${daemonSetController}")`, namesNoNode),
  messageExpression: `"node affinity of team " + variables.team + " picks no nodes by their names: remove matchFields, and select nodes by labels"`,
};

/** A pod with a node name bypasses the scheduler, and so the taint. */
const presetNode: Validation = {
  expression: `request.operation != "CREATE" || !has(object.spec.nodeName) || object.spec.nodeName == ""`,
  messageExpression: `"pods of team " + variables.team + " do not name their node: remove nodeName, the scheduler finds one"`,
};

/**
 * Limits the priority of a team's pods, and keeps them on its pool and off the pools of other teams. The API server enforces it for all clients.
 * It validates updates too: pods with scheduling gates accept node selectors and affinity later, and all pods accept more tolerations. Updates
 * of only metadata pass, so that pods that are older than the policy can be deleted.
 * @returns the resource that must exist before a team's first pod
 */
export function podPolicy(name: string, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  return teamAdmissionPolicy(
    `${name}-pods`,
    {
      policyName: "eks-blueprints-teams",
      resource: { apiGroup: "", plural: "pods" },
      matchCondition: { name: "spec-is-new", expression: `request.operation == "CREATE" || object.spec != oldObject.spec` },
      variables: {
        ceiling: `int(namespaceObject.metadata.annotations["${ceilingAnnotation}"])`,
        pool: `namespaceObject.metadata.annotations[?"${poolAnnotation}"]`,
      },
      validations: [priority, ownPool, foreignTolerations, foreignSelector, foreignAffinity, nodesByName, presetNode],
    },
    opts,
  );
}
