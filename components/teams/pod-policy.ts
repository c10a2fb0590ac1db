import type * as pulumi from "@pulumi/pulumi";
import { teamAdmissionPolicy, type Validation } from "./admission-policy";
import { ceilingAnnotation, poolAnnotation, teamKey, tierLabel, tierPoolAnnotation } from "./names";

/** Pins each pod of a DaemonSet to its node by `matchFields` (Kubernetes 1.35, pkg/controller/daemon/util/daemonset_util.go). */
const daemonSetController = "system:serviceaccount:kube-system:daemon-set-controller";

const priority: Validation = {
  expression: "!has(object.spec.priority) || object.spec.priority <= variables.ceiling",
  messageExpression: `"priority " + string(object.spec.priority) + " is above the ceiling of team " + variables.team + ", which is " + string(variables.ceiling)`,
};

/** A label and taint by which pools are kept for their owners: teams, or tiers of tenants. CEL variable `key` is the value of a namespace. */
interface Ownership {
  readonly key: "team" | "tier";
  /** CEL variable: the pool of the namespace's owner. */
  readonly pool: string;
  /** The pool in messages. */
  readonly poolText: string;
}

const byTeam: Ownership = { key: teamKey, pool: "pool", poolText: "its own pool" };
const byTier: Ownership = { key: "tier", pool: "tierPool", poolText: "the pool of its tier" };

const nodeAffinity = "object.spec.affinity.nodeAffinity";
const required = `${nodeAffinity}.requiredDuringSchedulingIgnoredDuringExecution`;
const preferred = `${nodeAffinity}.preferredDuringSchedulingIgnoredDuringExecution`;
/** Applies `test` to each term of the required and the preferred node affinity. */
const everyTerm = (test: (term: string) => string, preferredTest = test) =>
  `!has(object.spec.affinity) || !has(${nodeAffinity}) || ((!has(${required}) || ${required}.nodeSelectorTerms.all(t, ${test("t")})) && (!has(${preferred}) || ${preferred}.all(p, ${preferredTest("p.preference")})))`;
const namesNoNode = (term: string) => `(!has(${term}.matchFields) || size(${term}.matchFields) == 0)`;

/** Keep pods on the pool of their owner, and off the pools of others. */
function ownershipValidations({ key, pool, poolText }: Ownership): {
  readonly [name in "ownPool" | "tolerations" | "selector" | "affinity"]: Validation;
} {
  const own = `variables.${key}`;
  const pods = `team " + variables.team + "`;
  /** Whether the label in a node selector term excludes the nodes of other owners. */
  const ownTerm = (term: string) =>
    `(!has(${term}.matchExpressions) || ${term}.matchExpressions.all(e, e.key != "${key}" || e.operator == "DoesNotExist" || (e.operator == "In" && e.values.all(v, v == ${own}))))`;
  return {
    ownPool: {
      expression: `!variables.${pool}.hasValue() || (has(object.spec.nodeSelector) && object.spec.nodeSelector[?"${key}"].orValue("") == ${own})`,
      messageExpression: `"pods of ${pods} run in ${poolText}: they need nodeSelector ${key}: " + ${own} + " and a toleration of that taint"`,
    },
    /** The taint keeps pods of others off an owner's nodes. An empty key tolerates every taint; Kubernetes' own tolerations always have a key. */
    tolerations: {
      expression: `!has(object.spec.tolerations) || object.spec.tolerations.all(t, (has(t.key) && t.key != "" && t.key != "${key}") || (has(t.key) && t.key == "${key}" && (!has(t.operator) || t.operator in ["", "Equal"]) && has(t.value) && t.value == ${own}))`,
      messageExpression: `"pods of ${pods} tolerate no other ${key}'s nodes: a toleration of key ${key} names operator Equal and value " + ${own} + ", and none has an empty key"`,
    },
    selector: {
      expression: `!has(object.spec.nodeSelector) || object.spec.nodeSelector[?"${key}"].orValue(${own}) == ${own}`,
      messageExpression: `"pods of ${pods} select no other ${key}'s nodes: remove nodeSelector ${key}: " + object.spec.nodeSelector["${key}"]`,
    },
    affinity: {
      expression: everyTerm(ownTerm),
      messageExpression: `"node affinity of ${pods} finds no other ${key}'s nodes: for key ${key} write operator In with " + ${own} + " alone, or DoesNotExist"`,
    },
  };
}

const ofTeam = ownershipValidations(byTeam);
const ofTier = ownershipValidations(byTier);

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
 * @param tierPools whether the pools of tiers are kept in the same way for the tenants of the tier
 * @returns the resource that must exist before a team's first pod
 */
export function podPolicy(name: string, tierPools: boolean, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  return teamAdmissionPolicy(
    `${name}-pods`,
    {
      policyName: "eks-blueprints-teams",
      resource: { apiGroup: "", plural: "pods" },
      matchCondition: { name: "spec-is-new", expression: `request.operation == "CREATE" || object.spec != oldObject.spec` },
      variables: {
        ceiling: `int(namespaceObject.metadata.annotations["${ceilingAnnotation}"])`,
        pool: `namespaceObject.metadata.annotations[?"${poolAnnotation}"]`,
        ...(tierPools && {
          tier: `namespaceObject.metadata.labels[?"${tierLabel}"].orValue("")`,
          tierPool: `namespaceObject.metadata.annotations[?"${tierPoolAnnotation}"]`,
        }),
      },
      validations: [
        priority,
        ofTeam.ownPool,
        ofTeam.tolerations,
        ofTeam.selector,
        ofTeam.affinity,
        nodesByName,
        presetNode,
        ...(tierPools ? Object.values(ofTier) : []),
      ],
    },
    opts,
  );
}
