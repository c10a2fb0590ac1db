import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { teamLabel, uiClassPrefix } from "../util/team-label";
import { teamAdmissionPolicy } from "./admission-policy";

const apiGroup = "elbv2.k8s.aws";

/** Name of a team's IngressClass, of its parameters and of its group of Ingresses. */
export function teamIngressClassName(team: string): string {
  return `team-${team}`;
}

/**
 * An IngressClass that gives a team's Ingresses their own load balancer: all are in one group, and the controller does not serve the class in
 * other namespaces (`namespaceSelector`; pkg/ingress/class_loader.go of v3.5.0).
 * @param params shared spec of the IngressClassParams of all teams
 */
export function teamIngressClass(
  name: string,
  team: string,
  params: Readonly<Record<string, unknown>>,
  opts: pulumi.CustomResourceOptions,
): k8s.networking.v1.IngressClass {
  const metadata = { name: teamIngressClassName(team) };
  const parameters = new k8s.apiextensions.CustomResource(
    `${name}-ingress-class`,
    {
      apiVersion: `${apiGroup}/v1beta1`,
      kind: "IngressClassParams",
      metadata,
      spec: { ...params, group: { name: metadata.name }, namespaceSelector: { matchLabels: { [teamLabel]: team } } },
    },
    opts,
  );
  return new k8s.networking.v1.IngressClass(
    `${name}-ingress-class`,
    { metadata, spec: { controller: "ingress.k8s.aws/alb", parameters: { apiGroup, kind: "IngressClassParams", name: metadata.name } } },
    { ...opts, dependsOn: [parameters] },
  );
}

const named = "object.spec.ingressClassName";
const classIsNew = {
  name: "class-is-new",
  expression: `has(${named}) && (request.operation == "CREATE" || !has(oldObject.spec.ingressClassName) || oldObject.spec.ingressClassName != ${named})`,
};
const ingresses = { apiGroup: "networking.k8s.io", plural: "ingresses" };

/**
 * Rejects new Ingresses of a team that name the class of another team, or the one for namespaces without a team. The controller serves neither, but
 * it fails the whole group of a class while another team's Ingress names the class and has the group's finalizer
 * (`checkGroupMembershipType` in pkg/ingress/group_loader.go of v3.5.0). Existing Ingresses keep their class, and can be deleted.
 */
export function ingressClassPolicy(name: string, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const own = `"${teamIngressClassName("")}" + variables.team`;
  return teamAdmissionPolicy(
    `${name}-ingresses`,
    {
      policyName: "eks-blueprints-team-ingresses",
      resource: ingresses,
      matchCondition: classIsNew,
      validations: [
        {
          expression: `${named} == ${own} || !(${named} == "alb" || ${named}.startsWith("${teamIngressClassName("")}"))`,
          messageExpression: `"Ingresses of team " + variables.team + " have a load balancer of their own: write ingressClassName: " + ${own}`,
        },
      ],
    },
    opts,
  );
}

/** Whether an Ingress names a class of the exposed user interfaces, or joins their load balancer by the annotation that names its group. */
const joinsUi = (ingress: string) =>
  `((has(${ingress}.spec.ingressClassName) && ${ingress}.spec.ingressClassName.startsWith("${uiClassPrefix}")) || (has(${ingress}.metadata.annotations) && ${ingress}.metadata.annotations[?"alb.ingress.kubernetes.io/group.name"].orValue("").startsWith("${uiClassPrefix}")))`;

/**
 * Rejects Ingresses of a team that would join the load balancer of the exposed user interfaces, where they could take over their hosts. Existing
 * ones can be deleted.
 */
export function uiClassPolicy(name: string, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  return teamAdmissionPolicy(
    `${name}-ui-ingresses`,
    {
      policyName: "eks-blueprints-ui-ingresses",
      resource: ingresses,
      matchCondition: {
        name: "joins-user-interfaces",
        expression: `${joinsUi("object")} && (request.operation == "CREATE" || !${joinsUi("oldObject")})`,
      },
      validations: [
        {
          expression: "false",
          messageExpression: `"IngressClasses and groups that begin with ${uiClassPrefix} are for user interfaces of the platform; team " + variables.team + " uses others"`,
        },
      ],
    },
    opts,
  );
}
