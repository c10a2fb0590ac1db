import { listed } from "../../components/util/did-you-mean";
import { allowsAction, coversAllResources, type DocumentStatement, permissionDocuments, trustOf } from "../iam-document";
import type { PlannedResource } from "../planned-resource";
import type { ResourceView } from "../resource-view";
import { advice, type BuiltInRule, onEach, type Rule, serious } from "../rule";
import { isText, knownItems } from "../values";
import { roleType } from "./types";

/** The check of a rule about single statements that allow something. */
function onStatements(validate: (statement: DocumentStatement) => string | false | undefined, inline?: boolean): Rule["check"] {
  return function* (view) {
    for (const document of permissionDocuments(view)) {
      if (inline !== undefined && document.inline !== inline) continue;
      for (const statement of document.statements) {
        const message = statement.allows && validate(statement);
        if (message) yield { resource: document.resource, message };
      }
    }
  };
}

const isEverything = (action: string) => /^\*(:\*)?$/.test(action);
const isService = (action: string) => /^[a-z0-9-]+:\*$/i.test(action);
const isReading = (action: string) =>
  /^[a-z0-9-]+:(Get|List|Describe|BatchGet|Head|View|Search|Lookup|Filter|Check|Simulate)/i.test(action);

/** Wildcards in actions beyond reading. */
const wildcards = ({ actions, notActions }: DocumentStatement) => [
  ...actions.filter((action) => action.includes("*") && !isEverything(action) && !isReading(action)),
  ...notActions.map((action) => `all but ${action}`),
];

/** AWS services that assume a role for nodes and pods. */
const workloadServices = /^(ec2|pods\.eks|eks-fargate-pods|eks-fargate)\.amazonaws\.com/;

/** Whether nodes or pods assume a role. */
function isWorkloadRole(role: PlannedResource): boolean {
  return trustOf(role).some(
    ({ principals }) => (principals.Service ?? []).some((service) => workloadServices.test(service)) || principals.Federated !== undefined,
  );
}

const administratorPolicy = /:iam::aws:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

/** Attachments of these policies, which are few. */
function administratorAttachments(view: ResourceView): PlannedResource[] {
  const attachments = view.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
  return attachments.filter(({ inputs }) => knownItems(inputs.policyArn).some((arn) => isText(arn) && administratorPolicy.test(arn)));
}

/** Broad policies of AWS that a role has, as far as they are known. */
function administratorPolicies(role: PlannedResource, view: ResourceView): string[] {
  const attached = view
    .once(administratorAttachments)
    .filter((attachment) => view.refersTo(attachment, "role", role) === true || isDependent(attachment, role))
    .flatMap(({ inputs }) => knownItems(inputs.policyArn));
  const all = [...attached, ...knownItems(role.inputs.managedPolicyArns)].filter(isText);
  return all.flatMap((arn) => administratorPolicy.exec(arn)?.[1] ?? []);
}

/** Whether the role of an attachment is only known as coming from a role. */
function isDependent({ propertyDependencies }: PlannedResource, role: PlannedResource): boolean {
  return propertyDependencies.role?.length === 1 && propertyDependencies.role[0] === role.urn;
}

/** Actions by which an identity raises its own permissions, or takes those of another. */
const escalations = [
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:AttachUserPolicy",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:PutUserPolicy",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:AddUserToGroup",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:UpdateLoginProfile",
  "iam:UpdateAssumeRolePolicy",
  "sts:AssumeRole",
];

/** Actions that make a principal an administrator of a cluster, even of one cluster alone. */
const clusterEscalations = ["eks:CreateAccessEntry", "eks:AssociateAccessPolicy", "eks:UpdateAccessEntry"];

const isFullAccess = (statement: DocumentStatement) => statement.actions.some(isEverything) && coversAllResources(statement);

export const iamRules: readonly BuiltInRule[] = [
  {
    id: "iam-full-access",
    title: "No policy allows every action on every resource",
    reason: "Such an identity has full control of the account.",
    fix: "name the actions and resources in `statements`",
    controls: ["FSBP IAM.1"],
    levels: serious,
    check: onStatements(
      (statement) => isFullAccess(statement) && statement.conditions.length === 0 && "allows every action on every resource",
    ),
  },
  {
    id: "iam-wildcard",
    title: "No policy allows a wildcard of actions on all resources",
    reason: "Such a statement allows more than intended, and more with every release of the service.",
    fix: "name the actions in `statements`, or the resources that they apply to",
    controls: ["FSBP IAM.21"],
    levels: serious,
    check: onStatements((statement) => {
      const found = wildcards(statement);
      const isLimited = statement.conditions.length > 0 && !found.every(isService);
      return found.length > 0 && !isLimited && coversAllResources(statement) && `allows ${listed(found)} on all resources`;
    }),
  },
  {
    id: "iam-administrator-workload",
    title: "Roles of nodes and pods have no administrator policy",
    reason: "Every pod that gets at the credentials of such a role owns the account.",
    fix: "remove the policy from `policies` of the pool or service account, and name what it needs in `statements`",
    controls: ["CKV_AWS_274", "CKV2_AWS_56", "CIS EKS 1.8.0 / 5.2.1", "EKS Best Practices / identity-and-access-management"],
    levels: serious,
    check: onEach(roleType, (role, view) => {
      const policies = administratorPolicies(role, view);
      return policies.length > 0 && isWorkloadRole(role) && `nodes or pods have ${listed([...new Set(policies)])}`;
    }),
  },
  {
    id: "iam-pass-role",
    title: "Passing roles (`iam:PassRole`) is limited to roles or services",
    reason:
      "A principal that can pass any role to a service, such as to an instance, has the permissions of the most powerful role of the account.",
    fix: "name the roles as `Resource`, or the service in a condition on `iam:PassedToService`",
    controls: ["CKV_AWS_110", "CKV_AWS_286"],
    levels: serious,
    check: onStatements(
      (statement) =>
        !isFullAccess(statement) &&
        allowsAction(statement, "iam:PassRole") &&
        coversAllResources(statement) &&
        !statement.conditions.some(({ key }) => key === "iam:passedtoservice") &&
        "allows iam:PassRole on all roles",
    ),
  },
  {
    id: "iam-escalation",
    title: "No policy lets an identity raise its own permissions",
    reason: "With these actions an identity gives itself other permissions, or takes those of another one.",
    fix: "name the resources, or add a condition, such as one on `iam:PermissionsBoundary`",
    controls: ["CKV_AWS_110", "CKV_AWS_286"],
    levels: serious,
    check: onStatements((statement) => {
      if (isFullAccess(statement) || statement.conditions.length > 0) return undefined;
      const found = [
        ...(coversAllResources(statement) ? escalations : []).filter((action) => allowsAction(statement, action)),
        ...clusterEscalations.filter((action) => allowsAction(statement, action)),
      ];
      return found.length > 0 && `allows ${listed(found.slice(0, 4))}${found.length > 4 ? " and more" : ""} without a condition`;
    }),
  },
  {
    id: "kms-decrypt-all",
    title: "No policy decrypts with every KMS key",
    reason: "An identity that reads encrypted data of one service can then read that of all.",
    fix: "name the keys as `Resource`, or the service in a condition on `kms:ViaService`",
    controls: ["FSBP KMS.1", "FSBP KMS.2"],
    levels: advice,
    check: onStatements((statement) => {
      if (isFullAccess(statement) || statement.conditions.length > 0 || !coversAllResources(statement)) return undefined;
      const found = ["kms:Decrypt", "kms:ReEncryptFrom"].filter((action) => allowsAction(statement, action));
      return found.length > 0 && `allows ${listed(found)} with every key`;
    }),
  },
];
