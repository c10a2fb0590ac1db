import { expect } from "chai";
import * as fc from "fast-check";
import { differences } from "../../../plan/diff/differences";
import { seenByProvider } from "../../../plan/diff/immutable";
import { type Path, parsePath } from "../../../plan/diff/paths";
import { computedProperties } from "../../../plan/simulation/computed";
import type { Values } from "../../../plan/types";

const nested = ([first, ...rest]: Path, value: string): Values => ({ [first!]: rest.length > 0 ? nested(rest, value) : value });

describe("seenByProvider", () => {
  /** Those within a block that is not computed go with it. */
  const paths = ["aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup", "aws:ec2/launchTemplate:LaunchTemplate"].flatMap((type) => {
    const computed = computedProperties(type, process.cwd());
    const prefixes = (path: string) => path.split(".").map((_, at, parts) => parts.slice(0, at + 1).join("."));
    return computed.flatMap((path) =>
      prefixes(path).every((prefix) => computed.includes(prefix)) ? [[type, parsePath(path)] as const] : [],
    );
  });
  const seen = (type: string, was: Values, now: Values, outputs: Values) =>
    seenByProvider(differences(was, now), outputs, computedProperties(type, process.cwd()).map(parsePath));

  it("sees a computed property when its value changes, not when AWS's own is set or one is removed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), ([type, path], one, two) => {
        const [plain, decided, given] = [{ tags: "x" }, nested(path, one), nested(path, two)];
        expect(
          seen(type, decided, plain, decided).filter(({ path: [first] }) => first !== "tags"),
          "removed",
        ).to.deep.equal([]);
        expect(seen(type, plain, { ...plain, ...decided }, decided), "as AWS decided").to.deep.equal([]);
        const changed = one === two ? [] : [{ path, from: one, to: two }];
        expect(seen(type, decided, given, decided), "changed").to.deep.equal(changed);
        expect(seen(type, plain, { ...plain, ...given }, decided), "set otherwise").to.deep.equal(changed);
      }),
    );
  });

  it("sees what else changes", () => {
    const [was, now] = [{ encryptionConfig: { resources: ["secrets"] } }, { tags: { a: "b" } }];
    expect(seen("aws:eks/cluster:Cluster", was, now, was).map(({ path }) => path)).to.deep.equal([["encryptionConfig"], ["tags"]]);
  });
});
