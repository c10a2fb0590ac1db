import { matchesWildcards } from "../components/util/glob";
import { type PlannedResource, UNKNOWN } from "./planned-resource";
import type { ResourceView } from "./resource-view";
import { at, entriesOf, isText, knownItems, type Property } from "./values";

/** One statement of an IAM policy document, every list as a list. */
export interface DocumentStatement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** Kind of principal (`AWS`, `Service`, `Federated`; `*` for all) -> principals. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly operator: string;
  /** In lowercase: IAM ignores the case of keys. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A planned policy document and whose permissions it defines. */
export interface PermissionDocument {
  readonly resource: PlannedResource;
  readonly statements: readonly DocumentStatement[];
  /** Whether it is part of one identity and not a policy of its own. */
  readonly inline: boolean;
}

/** The statements of a document, JSON text or a map; none where it is unknown, or no policy document. */
export function statementsOf(document: Property): DocumentStatement[] {
  const parsed = isText(document) ? parse(document) : document;
  if (parsed === undefined || parsed === UNKNOWN) return [];
  return knownItems(at(parsed, "Statement")).map(statementOf);
}

function parse(text: string): Property {
  try {
    return JSON.parse(text) as Property;
  } catch {
    return undefined;
  }
}

const texts = (value: Property) => knownItems(value).filter(isText);

function statementOf(statement: Property): DocumentStatement {
  const principal = at(statement, "Principal");
  return {
    allows: at(statement, "Effect") !== "Deny",
    actions: texts(at(statement, "Action")),
    notActions: texts(at(statement, "NotAction")),
    resources: texts(at(statement, "Resource")),
    notResources: texts(at(statement, "NotResource")),
    principals: isText(principal)
      ? { [principal]: [principal] }
      : Object.fromEntries(entriesOf(principal).map(([kind, all]) => [kind, texts(all)])),
    conditions: entriesOf(at(statement, "Condition")).flatMap(([operator, keys]) =>
      entriesOf(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: knownItems(values).map(String) })),
    ),
  };
}

const trusts = new WeakMap<PlannedResource, readonly DocumentStatement[]>();

/** The statements of a role's trust policy. */
export function trustOf(role: PlannedResource): readonly DocumentStatement[] {
  const known = trusts.get(role) ?? statementsOf(at(role.inputs.assumeRolePolicy));
  trusts.set(role, known);
  return known;
}

const documentTypes: Readonly<Record<string, boolean>> = {
  "aws:iam/policy:Policy": false,
  "aws:iam/rolePolicy:RolePolicy": true,
  "aws:iam/userPolicy:UserPolicy": true,
  "aws:iam/groupPolicy:GroupPolicy": true,
};

/** All documents that define permissions of identities. */
export function permissionDocuments(view: ResourceView): readonly PermissionDocument[] {
  return view.once(readDocuments);
}

function readDocuments(view: ResourceView): PermissionDocument[] {
  return [
    ...Object.entries(documentTypes).flatMap(([type, inline]) =>
      view.ofType(type).map((resource) => ({ resource, inline, statements: statementsOf(at(resource.inputs.policy)) })),
    ),
    ...view.ofType("aws:iam/role:Role").flatMap((resource) =>
      knownItems(resource.inputs.inlinePolicies).map((policy) => ({
        resource,
        inline: true,
        statements: statementsOf(at(policy, "policy")),
      })),
    ),
  ];
}

/** Whether a statement reaches every resource of a service, or of one of its types: `*`, `arn:aws:s3:::*`, `arn:aws:iam::111122223333:role/*`. */
export function coversAllResources({ resources, notResources }: DocumentStatement): boolean {
  if (notResources.length > 0) return true;
  return resources.some((arn) => {
    const [prefix, , , , account = "", ...rest] = arn.split(":");
    if (prefix !== "arn" || rest.length === 0) return arn === "*" || arn === "arn:*" || /^arn:aws[a-z-]*:\*$/.test(arn);
    const name = rest.join(":"); // without an account, as in S3, `name/*` is what one resource holds
    return name === "*" || (account !== "" && /^[A-Za-z-]+[/:]\*+$/.test(name));
  });
}

/** Whether an action of a statement, which may hold `*` and `?`, covers an action such as `iam:PassRole`; IAM ignores their case. */
export function coversAction(pattern: string, action: string): boolean {
  return matchesWildcards(pattern.toLowerCase(), action.toLowerCase());
}

/** Whether a statement allows an action. */
export function allowsAction({ allows, actions, notActions }: DocumentStatement, action: string): boolean {
  if (!allows) return false;
  if (notActions.length > 0) return !notActions.some((pattern) => coversAction(pattern, action));
  return actions.some((pattern) => coversAction(pattern, action));
}
