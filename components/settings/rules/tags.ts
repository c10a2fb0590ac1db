import { advice, issue, type Rule, rule } from "./rule";

/** AWS takes 50 tags; ours need a few. */
const mostTags = 45;
const characters = /^[\p{L}\p{N}\s_.:/=+@-]*$/u;

const tagsFit = rule(["tags[]"], function* ({ tags }) {
  const keys = Object.keys(tags);
  if (keys.length > mostTags) return yield issue(["tags"], `expected at most ${mostTags} tags, found ${keys.length}; remove some`);
  for (const [key, value] of Object.entries(tags)) {
    for (const wrong of tagIssues(key, value)) yield issue(["tags", key], wrong);
  }
});

/** What is wrong with a tag. */
export function* tagIssues(key: string, value: string): Iterable<string> {
  if (key === "" || key.length > 128) yield `expected a key of 1 to 128 characters, found ${key.length}`;
  if (value.length > 256) yield `expected a value of at most 256 characters, found ${value.length}`;
  if (/^aws:/i.test(key)) yield 'AWS keeps keys that begin with "aws:" to itself; use a key of your own';
  if (!characters.test(key) || !characters.test(value)) yield "expected only letters, digits, spaces and _ . : / = + - @";
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

export const tagRules: readonly Rule[] = [tagsFit, clusterTagAlone];
