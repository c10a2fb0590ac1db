import { awsLimits, tagCharacters } from "../../reference/aws-limits";
import { advice, issue, poolRule, profileRule, type Rule, type RuleResult, rule } from "./rule";
import { eachTeam } from "./team-rule";

/** Resources get up to five additional tags, such as `Name` and those by which Kubernetes finds subnets. */
export const mostTags = awsLimits.tagsPerResource.value - 5;

/** Tag of a team's resources with its name. */
const teamTag = "team";

const tagsFit = rule(["tags[]"], function* ({ tags }) {
  const keys = Object.keys(tags);
  if (keys.length > mostTags) return yield issue(["tags"], `expected at most ${mostTags} tags, found ${keys.length}; remove some`);
  for (const [key, value] of Object.entries(tags)) {
    for (const wrong of tagIssues(key, value)) yield issue(["tags", key], wrong);
  }
  yield* keysDiffer(keys, (key) => ["tags", key]);
});

/** IAM ignores the case of the tag keys of roles and users. @param others other keys of the resources */
function* keysDiffer(
  keys: readonly string[],
  at: (key: string) => readonly PropertyKey[],
  others: readonly string[] = [],
): Iterable<RuleResult> {
  const byLower = new Map(others.map((key) => [key.toLowerCase(), key]));
  for (const key of keys) {
    const other = byLower.get(key.toLowerCase());
    if (other !== undefined && other !== key)
      yield issue(at(key), `IAM roles cannot have the tag keys ${other} and ${key}, which differ in case alone; use one of them`);
    else byLower.set(key.toLowerCase(), key);
  }
}

/** Tags of a team's role and access entry: the stack's, those for costs, and its name. */
const teamTagsFit = eachTeam(
  ["costAllocation[]"],
  function* ({ costAllocation }, at, { tags }) {
    const keys = new Set([...Object.keys(tags), ...Object.keys(costAllocation), teamTag]);
    const most = awsLimits.tagsPerResource.value;
    if (Object.keys(tags).length <= mostTags && keys.size > most)
      yield issue(
        at("costAllocation"),
        `with the stack's ${Object.keys(tags).length} tags and its name a team's role has ${keys.size} tags, and AWS accepts ${most}; remove ${keys.size - most}`,
      );
    yield* keysDiffer(Object.keys(costAllocation), (key) => at("costAllocation", key), [...Object.keys(tags), teamTag]);
  },
  ["tags[]"],
);

type Tags = Readonly<Record<string, string>>;

/** Tags of resources of their own, such as those of a pool, in addition to the stack's. */
function* furtherTags(own: Tags, path: readonly PropertyKey[], tags: Tags): Iterable<RuleResult> {
  const keys = Object.keys(own);
  for (const [key, value] of Object.entries(own)) for (const wrong of tagIssues(key, value)) yield issue([...path, key], wrong);
  yield* keysDiffer(keys, (key) => [...path, key], Object.keys(tags));
  const all = new Set([...Object.keys(tags), ...keys]).size;
  if (all > mostTags && Object.keys(tags).length <= mostTags)
    yield issue(path, `expected at most ${mostTags} tags with those of the stack, found ${all}; remove ${all - mostTags}`);
}

const poolTagsFit = poolRule(["tags[]"], ({ tags: own }, pool, { tags }) => furtherTags(own, ["nodePools", pool, "tags"], tags), [
  "tags[]",
]);

const profileTagsFit = profileRule(
  ["tags[]"],
  ({ tags: own = {} }, profile, { tags }) => furtherTags(own, ["fargate", profile, "tags"], tags),
  ["tags[]"],
);

const teamTagDiffers = rule(["tags[]", "names"], function* ({ tags, names }) {
  if (names.teams.length > 0) yield* keysDiffer(Object.keys(tags), (key) => ["tags", key], [teamTag]);
});

const sessionTagsDiffer = eachTeam(["sessionTags[]"], function* ({ sessionTags }, at) {
  yield* keysDiffer(Object.keys(sessionTags), (key) => at("sessionTags", key), [teamTag]);
});

/** Errors of a tag. */
export function* tagIssues(key: string, value: string): Iterable<string> {
  const [longestKey, longestValue] = [awsLimits.tagKey.value, awsLimits.tagValue.value];
  if (key === "" || key.length > longestKey) yield `expected a key of 1 to ${longestKey} characters, found ${key.length}`;
  if (value.length > longestValue) yield `expected a value of at most ${longestValue} characters, found ${value.length}`;
  if (/^aws:/i.test(key)) yield 'AWS keeps keys that begin with "aws:" to itself; use a key of your own';
  if (!tagCharacters.test(key) || !tagCharacters.test(value))
    yield `expected only letters, digits, spaces and _ . : / = + - @, found ${oddCharacters(key + value)}`;
}

/** Characters that a tag cannot have, printable. */
function oddCharacters(text: string): string {
  const odd = [...new Set(text)].filter((character) => !tagCharacters.test(character));
  return odd.map((character) => JSON.stringify(character)).join(", ");
}

const clusterTagAlone = rule(["tags[]"], function* ({ tags }) {
  for (const key of Object.keys(tags).filter((each) => each.startsWith("kubernetes.io/cluster/"))) {
    yield advice(
      "cluster-tag",
      ["tags", key],
      "on every security group it breaks the load balancer controller, which expects exactly one security group with this tag",
      "remove it",
    );
  }
});

export const tagRules: readonly Rule[] = [
  tagsFit,
  clusterTagAlone,
  teamTagsFit,
  poolTagsFit,
  profileTagsFit,
  teamTagDiffers,
  sessionTagsDiffer,
];
