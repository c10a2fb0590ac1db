import type { StackValidationArgs } from "@pulumi/policy";
import { expect } from "chai";
import { advice, onEach, type Rule } from "../../policy";
import { packPolicies } from "../../policy/pack-policies";

const { unknownCheckingProxy, unknownStringValue } = require("@pulumi/policy/proxy") as {
  unknownCheckingProxy<T extends object>(value: T): T;
  unknownStringValue: string;
};

const urnOf = (name: string) => `urn:pulumi:dev::shop::test:index:Thing::${name}`;
const rule: Rule = {
  id: "test-size",
  title: "Things are small",
  reason: "Large things are expensive.",
  fix: "make it smaller",
  controls: [],
  levels: { ...advice, production: "mandatory" },
  check: onEach("test:index:Thing", ({ inputs }) => [inputs.size, ...((inputs.sizes as number[]) ?? [])].includes(9) && "is large"),
};

/** What the policies of a pack report, a line per violation. */
function reported(resources: Readonly<Record<string, { readonly inputs?: object; readonly outputs: object }>>, config = {}): string[] {
  process.env.PULUMI_CONFIG = JSON.stringify({ "eks-blueprints:policies": JSON.stringify(config) });
  const policies = ((): ReturnType<typeof packPolicies> => {
    try {
      return packPolicies({ rules: [rule], today: "2026-11-30" });
    } finally {
      delete process.env.PULUMI_CONFIG;
    }
  })();
  const lines: string[] = [];
  for (const [name, { inputs }] of Object.entries(resources))
    for (const policy of policies)
      if ("validateResource" in policy && inputs)
        (policy as unknown as { validateResource(args: object): void }).validateResource({
          urn: urnOf(name),
          props: unknownCheckingProxy(inputs),
        });
  const all = Object.entries(resources).map(([name, { outputs }]) => ({
    urn: urnOf(name),
    name,
    type: "test:index:Thing",
    props: unknownCheckingProxy(outputs),
    opts: { protect: false, ignoreChanges: [], aliases: [] },
    dependencies: [],
    propertyDependencies: {},
  }));
  for (const policy of policies)
    if ("validateStack" in policy)
      policy.validateStack({ resources: all } as unknown as StackValidationArgs, (message, urn) =>
        lines.push(`${policy.enforcementLevel} ${policy.name} ${urn?.split("::").at(-1) ?? "stack"}: ${message}`),
      );
  return lines;
}

describe("packPolicies", () => {
  it("validates the inputs of a program, not the outputs", () => {
    expect(reported({ a: { inputs: { size: 9 }, outputs: { size: 1 } }, b: { inputs: { size: 1 }, outputs: { size: 9 } } })).to.deep.equal([
      "advisory test-size a: is large; make it smaller",
    ]);
  });

  it("validates the outputs if no inputs are known, and ignores what a program only reads otherwise", () => {
    expect(reported({ a: { outputs: { size: 9 } } })).to.have.length(1);
    expect(reported({ a: { outputs: { size: 9 } }, b: { inputs: {}, outputs: {} } })).to.deep.equal([]);
  });

  it("takes unknown values for unknown, also within lists", () => {
    expect(reported({ a: { inputs: { size: unknownStringValue, sizes: [unknownStringValue, 9] }, outputs: {} } })).to.deep.equal([
      "advisory test-size a: is large; make it smaller",
    ]);
    expect(reported({ a: { inputs: { size: unknownStringValue, sizes: [unknownStringValue] }, outputs: {} } })).to.deep.equal([]);
  });

  it("takes profile and exceptions from the stack's config", () => {
    const large = { a: { inputs: { size: 9 }, outputs: {} } };
    const exception = (until: string) => ({ profile: "production", exceptions: { "test-size": { reason: "needed", until } } });
    expect(reported(large, { profile: "production" })).to.deep.equal(["mandatory test-size a: is large; make it smaller"]);
    expect(reported(large, exception("2026-11-30"))).to.deep.equal([]);
    expect(reported(large, exception("2026-11-29"))).to.deep.equal([
      "mandatory test-size a: is large; make it smaller",
      "advisory policy-exception stack: eks-blueprints:policies.exceptions.test-size: the exception expired on 2026-11-29; fix what the rule reports, or extend `until`",
    ]);
  });

  it("rejects an invalid section", () => {
    expect(() => reported({}, { profile: "prod" })).to.throw("eks-blueprints:policies.profile");
  });
});
