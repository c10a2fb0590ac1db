import { expect } from "chai";
import { guarded, invalidRead } from "../../../components/settings/validation/guard";
import { InvalidPaths } from "../../../components/settings/validation/invalid";
import { issuesOf } from "../support";

describe("guarded", () => {
  const invalid = new InvalidPaths();
  invalid.add(["pods", "cidr"]);
  invalid.lose(["pods"]);
  const read = (run: (value: { readonly pods?: { readonly cidr: string }; readonly nat: string }) => unknown) => {
    let result: unknown;
    const stopped = invalidRead(() => {
      result = run(guarded<{ nat: string }>({ nat: "single" }, invalid));
    });
    return stopped ?? result;
  };

  it("reports the presence of a map whose required key is invalid, and nothing of its content", () => {
    expect(read(({ pods }) => pods !== undefined)).to.equal(true);
    expect(read((value) => "pods" in value)).to.equal(true);
    expect(read((value) => Object.keys(value).sort())).to.deep.equal(["nat", "pods"]);
    for (const run of [
      ({ pods }: { readonly pods?: { readonly cidr: string } }) => pods?.cidr,
      ({ pods }: { readonly pods?: object }) => Object.keys(pods!),
      ({ pods }: { readonly pods?: object }) => JSON.stringify(pods),
    ])
      expect(read(run)).to.deep.equal(["pods"]);
  });
});

describe("settings whose presence is a problem", () => {
  const text = (settings: Record<string, unknown>) => issuesOf(settings).map(({ path, message }) => `${path}: ${message}`);
  const ipv6 = { ipFamily: "ipv6" };
  const outpost = { arn: "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0", zone: "eu-west-1a" };

  for (const [name, valid, broken] of [
    ["network.pods", { pods: { cidr: "100.64.0.0/16" } }, { pods: { cidr: "100.64.0.0/40" } }],
    ["network.outposts", { outposts: { rack: outpost } }, { outposts: { rack: { ...outpost, arn: "x" } } }],
  ] as const) {
    it(`are reported beside what is invalid in them: ${name}`, () => {
      const [conflict, ...others] = text({ cluster: ipv6, network: valid });
      expect(others).to.deep.equal([]);
      const found = text({ cluster: ipv6, network: broken });
      expect(found).to.include(conflict);
      expect(found).to.have.length(2);
    });
  }
});
