import { awsLimits, overQuota, type QuotaName, tagCharacters } from "../../components/reference/aws-limits";
import { type Finding, finding } from "../../components/util/finding";
import { isRecord } from "../../components/util/is-record";
import type { PlannedResource } from "../types";

/** IAM resource types: IAM accepts fewer characters in tags than other services and ignores the case of keys. */
const iamTypes = ["aws:iam/role:Role", "aws:iam/user:User", "aws:iam/policy:Policy", "aws:iam/instanceProfile:InstanceProfile"];

/**
 * Limits of AWS that planned resources exceed although each setting is valid: sums over several settings, and resources of other programs.
 */
export function limitFindings(resources: readonly PlannedResource[]): Finding[] {
  const all = [
    ...resources.flatMap(tagFindings),
    ...resources.flatMap(trustFindings),
    ...inlineFindings(resources),
    ...ruleFindings(resources),
    ...roleFindings(resources),
  ];
  return [...new Map(all.map((each) => [`${each.urn} ${each.message}`, each])).values()];
}

function rejected(urn: string, message: string, fix: string): Finding {
  return finding({ rule: "aws-limit", level: "mandatory", urn, message, fix });
}

function tagFindings({ urn, type, inputs }: PlannedResource): Finding[] {
  if (!type.startsWith("aws:")) return [];
  const specifications = Array.isArray(inputs.tagSpecifications) ? inputs.tagSpecifications : [];
  const all = [inputs.tags, ...specifications.map((each) => isRecord(each) && each.tags)];
  return all.flatMap((tags) => tagSetFindings(urn, tagsOf(tags), iamTypes.includes(type)));
}

/** Tags as a map, or as the list of Auto Scaling groups. */
function tagsOf(tags: unknown): readonly (readonly [key: string, value: unknown])[] {
  if (isRecord(tags)) return Object.entries(tags);
  return Array.isArray(tags) ? tags.filter(isRecord).map(({ key, value }) => [String(key), value] as const) : [];
}

function tagSetFindings(urn: string, tags: readonly (readonly [key: string, value: unknown])[], ofIam: boolean): Finding[] {
  const { tagsPerResource, tagKey, tagValue } = awsLimits;
  const found: Finding[] = [];
  if (tags.length > tagsPerResource.value)
    found.push(
      rejected(urn, `has ${tags.length} tags, and AWS accepts ${tagsPerResource.value}`, `remove ${tags.length - tagsPerResource.value}`),
    );
  for (const [key, value] of tags) {
    const text = typeof value === "string" ? value : "";
    if (key.length > tagKey.value || text.length > tagValue.value)
      found.push(
        rejected(
          urn,
          `tag ${key.slice(0, 60)} is longer than AWS accepts (key ${tagKey.value}, value ${tagValue.value} characters)`,
          "shorten it",
        ),
      );
    if (ofIam && !tagCharacters.test(key + text))
      found.push(
        rejected(
          urn,
          `tag ${JSON.stringify(key)} has characters that IAM does not accept`,
          "use letters, digits, spaces and _ . : / = + - @",
        ),
      );
  }
  const lower = new Set(tags.map(([key]) => key.toLowerCase()));
  if (ofIam && lower.size < tags.length)
    found.push(rejected(urn, "has tag keys that differ in case alone, which IAM does not tell apart", "use one of them"));
  return found;
}

function squeezed(policy: unknown): number {
  return typeof policy === "string" ? policy.replace(/\s/g, "").length : 0;
}

function trustFindings({ urn, type, inputs }: PlannedResource): Finding[] {
  const { quota } = awsLimits.trustPolicy;
  const length = type === "aws:iam/role:Role" ? squeezed(inputs.assumeRolePolicy) : 0;
  if (length > quota.highest)
    return [
      rejected(
        urn,
        `has a trust policy of ${length} characters, and IAM accepts ${quota.highest} at most`,
        "let fewer principals assume the role, such as one role that they share",
      ),
    ];
  return quotaFindings(urn, "trustPolicy", length, "the trust policy");
}

function quotaFindings(urn: string, name: QuotaName, found: number, of: string): Finding[] {
  const over = overQuota(name, found, of);
  return over ? [finding({ rule: "aws-quota", urn, ...over })] : [];
}

/** Total size of the inline policies of one role or user. */
function inlineFindings(resources: readonly PlannedResource[]): Finding[] {
  const limits = {
    "aws:iam/rolePolicy:RolePolicy": ["role", "inlinePoliciesOfRole"],
    "aws:iam/userPolicy:UserPolicy": ["user", "inlinePoliciesOfUser"],
  } as const;
  return Object.entries(limits).flatMap(([type, [owner, limit]]) =>
    [...grouped(resources, type, owner).values()].flatMap((policies) => {
      const length = policies.reduce((sum, { inputs }) => sum + squeezed(inputs.policy), 0);
      const { value } = awsLimits[limit];
      return length > value
        ? [
            rejected(
              policies[0]!.urn,
              `the ${owner} has inline policies of ${length} characters, and IAM accepts ${value}`,
              "use managed policies",
            ),
          ]
        : [];
    }),
  );
}

function ruleFindings(resources: readonly PlannedResource[]): Finding[] {
  return ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"].flatMap(
    (type) =>
      [...grouped(resources, type, "securityGroupId").values()].flatMap((rules) =>
        quotaFindings(rules[0]!.urn, "securityGroupRules", rules.length, "the security group"),
      ),
  );
}

/** Each team and tenant has a role, and one role for each of its service accounts. */
function roleFindings(resources: readonly PlannedResource[]): Finding[] {
  const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
  return roles.length === 0 ? [] : quotaFindings(roles[0]!.urn, "rolesPerAccount", roles.length, "the stack");
}

function grouped(resources: readonly PlannedResource[], type: string, by: string): Map<string, PlannedResource[]> {
  const groups = new Map<string, PlannedResource[]>();
  for (const resource of resources.filter((each) => each.type === type)) {
    const key = resource.inputs[by];
    if (typeof key === "string") groups.set(key, [...(groups.get(key) ?? []), resource]);
  }
  return groups;
}
