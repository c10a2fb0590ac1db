import { advice, fault, type Rule } from "./rule";

/** AWS takes 50 tags; ours need a few. */
const mostTags = 45;
const characters = /^[\p{L}\p{N}\s_.:/=+@-]*$/u;

const tagsFit: Rule = function* ({ tags }) {
  const keys = Object.keys(tags);
  if (keys.length > mostTags) yield fault(["tags"], `expected ${mostTags} tags at most, found ${keys.length}`);
  for (const [key, value] of Object.entries(tags)) {
    const path = ["tags", key];
    if (key === "" || key.length > 128) yield fault(path, `expected a key of 1 to 128 characters, found ${key.length}`);
    if (value.length > 256) yield fault(path, `expected a value of 256 characters at most, found ${value.length}`);
    if (/^aws:/i.test(key)) yield fault(path, 'AWS keeps keys that begin with "aws:" to itself; use a key of your own');
    if (!characters.test(key) || !characters.test(value))
      yield fault(path, "expected letters, digits, spaces and _ . : / = + - @, which tags are made of");
  }
};

const clusterTagAlone: Rule = function* ({ tags }) {
  for (const key of Object.keys(tags).filter((each) => each.startsWith("kubernetes.io/cluster/"))) {
    yield advice(
      "cluster-tag",
      ["tags", key],
      "on every security group it breaks the load balancer controller, which wants one with it; remove it",
    );
  }
};

export const tagRules: readonly Rule[] = [tagsFit, clusterTagAlone];
