import type { DocumentResource } from "../report/json";
import { type Json, unknownText } from "../report/printable";
import type { HeldPolicy } from "./aws-grants";
import { type Statement, statementsOf } from "./iam-document";
import { known, listOf, named, type ResourceIndex, recordOf } from "./resource-index";
import { managedPolicy } from "./tables";
import type { PathStep } from "./types";

export const roleType = "aws:iam/role:Role";
export const userType = "aws:iam/user:User";
const groupType = "aws:iam/group:Group";
const policyType = "aws:iam/policy:Policy";

export interface Holder {
  readonly policies: readonly HeldPolicy[];
  readonly unknown: readonly string[];
}

interface ReadPolicy {
  readonly name: string;
  readonly step: PathStep;
  readonly statements: readonly Statement[] | undefined;
  /** Whether only a deployment knows the statements. */
  readonly later?: boolean;
}

function documentOf(document: Json | undefined): Pick<ReadPolicy, "statements" | "later"> {
  return { statements: statementsOf(document), later: document === unknownText };
}

type Kind = "role" | "user" | "group";

const holderTypes: Readonly<Record<Kind, string>> = { role: roleType, user: userType, group: groupType };

/** A principal by its URN, or by the name or ARN of one that is not planned. */
export interface HolderKey {
  readonly kind: Kind;
  readonly key: string;
}

/** The policies of roles and users, and of IAM groups through which users have them. */
export class IamPolicies {
  private readonly held = new Map<string, HeldPolicy[]>();
  private readonly unread = new Map<string, string[]>();
  /** Principals outside of the plan to which it attaches policies. */
  readonly others: HolderKey[] = [];

  constructor(private readonly index: ResourceIndex) {
    for (const kind of ["role", "user", "group"] as const) {
      this.collectOwn(kind);
      this.collectAttached(kind);
    }
    this.collectGroupMembers();
  }

  of(key: string): Holder {
    return { policies: this.held.get(key) ?? [], unknown: this.unread.get(key) ?? [] };
  }

  /** The content of a managed policy that a property names. */
  managed(value: Json, from: readonly string[]): ReadPolicy {
    const planned = this.index.find([policyType], value, from);
    if (planned) {
      const name = known(planned.outputs.name) ?? planned.name;
      return { name, step: { kind: "managedPolicy", name, urn: planned.urn }, ...documentOf(planned.inputs.policy) };
    }
    const name = known(value)?.split("/").at(-1) ?? unknownText;
    const isAws = /^arn:[^:]+:iam::aws:policy\//.test(known(value) ?? "");
    const statements = isAws ? managedPolicy(name) : undefined;
    return { name, step: { kind: "managedPolicy", name }, statements, later: value === unknownText };
  }

  /** Policies that stand in the inputs of a role itself. */
  private collectOwn(kind: Kind): void {
    for (const resource of this.index.ofType(holderTypes[kind])) {
      for (const { value, from } of named(resource, "managedPolicyArns")) this.hold({ kind, key: resource.urn }, this.managed(value, from));
      for (const inline of listOf(resource.inputs.inlinePolicies).map(recordOf)) {
        const name = known(inline.name) ?? unknownText;
        this.hold(
          { kind, key: resource.urn },
          { name, step: { kind: "inlinePolicy", name, urn: resource.urn }, ...documentOf(inline.policy) },
        );
      }
    }
  }

  /** Policies that other resources attach. */
  private collectAttached(kind: Kind): void {
    const title = kind[0]!.toUpperCase() + kind.slice(1);
    for (const resource of this.index.ofType(`aws:iam/${kind}PolicyAttachment:${title}PolicyAttachment`))
      this.attach(kind, named(resource, kind), resource, "policyArn");
    for (const resource of this.index.ofType("aws:iam/policyAttachment:PolicyAttachment"))
      this.attach(kind, named(resource, `${kind}s`), resource, "policyArn");
    for (const resource of this.index.ofType(`aws:iam/${kind}PolicyAttachmentsExclusive:${title}PolicyAttachmentsExclusive`))
      this.attach(kind, named(resource, `${kind}Name`), resource, "policyArns");
    for (const resource of this.index.ofType(`aws:iam/${kind}Policy:${title}Policy`))
      for (const holder of this.holders(kind, named(resource, kind))) {
        const name = known(resource.outputs.name) ?? resource.name;
        this.hold(holder, {
          name,
          step: { kind: "inlinePolicy", name, urn: resource.urn },
          ...documentOf(resource.inputs.policy),
        });
      }
  }

  private attach(kind: Kind, to: ReturnType<typeof named>, resource: DocumentResource, property: string): void {
    const policies = named(resource, property).map(({ value, from }) => this.managed(value, from));
    for (const holder of this.holders(kind, to)) for (const policy of policies) this.hold(holder, policy);
  }

  private holders(kind: Kind, values: ReturnType<typeof named>): HolderKey[] {
    return values.flatMap(({ value, from }) => {
      const planned = this.index.find([holderTypes[kind]], value, from);
      const key = planned?.urn ?? known(value);
      if (key === undefined) return [];
      if (!planned && !this.others.some((other) => other.kind === kind && other.key === key)) this.others.push({ kind, key });
      return [{ kind, key }];
    });
  }

  private hold({ key }: HolderKey, { name, step, statements, later }: ReadPolicy): void {
    this.held.set(key, [...(this.held.get(key) ?? []), { statements, path: [step] }]);
    if (statements === undefined)
      this.unread.set(key, [
        ...(this.unread.get(key) ?? []),
        `what ${name} allows: ${later ? "known after deployment" : "its content is not known here"}`,
      ]);
  }

  private collectGroupMembers(): void {
    const join = (user: HolderKey, group: HolderKey) => {
      const planned = this.index.byUrns([group.key])[0];
      const name = planned ? (known(planned.outputs.name) ?? planned.name) : group.key;
      const step: PathStep = { kind: "iamGroup", name, ...(planned && { urn: planned.urn }) };
      const { policies, unknown } = this.of(group.key);
      this.held.set(user.key, [
        ...(this.held.get(user.key) ?? []),
        ...policies.map(({ statements, path }) => ({ statements, path: [step, ...path] })),
      ]);
      if (unknown.length > 0) this.unread.set(user.key, [...(this.unread.get(user.key) ?? []), ...unknown]);
    };
    const memberships = [
      ...this.index.ofType("aws:iam/userGroupMembership:UserGroupMembership").map((each) => [each, "user", "groups"] as const),
      ...this.index.ofType("aws:iam/groupMembership:GroupMembership").map((each) => [each, "users", "group"] as const),
    ];
    for (const [resource, users, groups] of memberships)
      for (const user of this.holders("user", named(resource, users)))
        for (const group of this.holders("group", named(resource, groups))) join(user, group);
  }
}
