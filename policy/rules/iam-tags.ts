import { listed } from "../../components/util/did-you-mean";
import { allowsAction, coversAllResources, type DocumentStatement, type PermissionDocument, permissionDocuments } from "../iam-document";
import type { ResourceView } from "../resource-view";
import { type BuiltInRule, serious, type Violation } from "../rule";

/** Actions that set tags, by service prefix. */
const taggingActions: Readonly<Record<string, string>> = {
  ec2: "ec2:CreateTags",
  eks: "eks:TagResource",
  elasticloadbalancing: "elasticloadbalancing:AddTags",
  autoscaling: "autoscaling:CreateOrUpdateTags",
  iam: "iam:TagRole",
  kms: "kms:TagResource",
  secretsmanager: "secretsmanager:TagResource",
  sqs: "sqs:TagQueue",
};

const tagKey = /^(aws|ec2|autoscaling|elasticloadbalancing|secretsmanager):(resourcetag|resource\/tag)\//;

/** Keys of conditions that say which tags may be set, or when. */
const limitsTags = /^(ec2:createaction|autoscaling:createaction|elasticloadbalancing:createaction|aws:tagkeys|aws:requesttag\/)/;

/** Services on whose resources a statement acts only where they have a tag. */
function guardedServices({ allows, actions, conditions }: DocumentStatement): string[] {
  if (!allows || !conditions.some(({ key }) => tagKey.test(key))) return [];
  return actions.flatMap((action) => action.split(":")[0]?.toLowerCase() ?? []);
}

/** Documents of the same identity: those of one role, user or group, and policies attached to it. */
function identities(view: ResourceView): PermissionDocument[][] {
  const groups = new Map<string, PermissionDocument[]>();
  const add = (key: string, document: PermissionDocument) => groups.set(key, [...(groups.get(key) ?? []), document]);
  for (const document of permissionDocuments(view)) {
    const { resource } = document;
    const attachments = document.inline
      ? []
      : view
          .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
          .filter((attachment) => view.refersTo(attachment, "policyArn", resource) === true);
    if (attachments.length > 0) for (const { inputs } of attachments) add(keyOf(inputs.role, resource.urn), document);
    else add(keyOf(resource.inputs.role ?? resource.inputs.user ?? resource.inputs.group, resource.urn), document);
  }
  return [...groups.values()];
}

/** A document of an identity that is not known stands for itself. */
function keyOf(identity: unknown, urn: string): string {
  return typeof identity === "string" ? `name ${identity}` : urn;
}

function* tagViolations(view: ResourceView): Iterable<Violation> {
  if (!permissionDocuments(view).some(({ statements }) => statements.some((statement) => guardedServices(statement).length > 0))) return;
  for (const documents of identities(view)) {
    const guarded = new Set(documents.flatMap(({ statements }) => statements.flatMap(guardedServices)));
    for (const { resource, statements } of documents) {
      const found = [...guarded].flatMap((service) => {
        const action = taggingActions[service];
        const isFree = (statement: DocumentStatement) =>
          action !== undefined &&
          allowsAction(statement, action) &&
          coversAllResources(statement) &&
          !statement.conditions.some(({ key }) => limitsTags.test(key) || tagKey.test(key));
        return statements.some(isFree) ? [action!] : [];
      });
      if (found.length > 0) yield { resource, message: `allows ${listed(found)} on all resources, whose tags limit other statements` };
    }
  }
}

export const iamTagRules: readonly BuiltInRule[] = [
  {
    id: "iam-tag-conditions",
    title: "Who is limited by tags cannot set them",
    reason: "An identity that may act on tagged resources only gets at every resource if it can tag it first.",
    fix: "limit tagging to new resources by a condition on `ec2:CreateAction`, or to resources that have the tag",
    controls: ["CKV_AWS_110", "CKV_AWS_286"],
    levels: serious,
    check: tagViolations,
  },
];
