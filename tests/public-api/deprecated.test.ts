import { expect } from "chai";
import * as blueprints from "../../components";

describe("deprecated exports", () => {
  const renamed = {
    readStack: "readStackSettings",
    checkStack: "parseStackConfig",
    checkSettings: "parseSettings",
    resolve: "resolveSettings",
    chart: "helmChart",
    managed: "eksAddon",
  } as const;

  for (const [former, name] of Object.entries(renamed)) {
    it(`keep ${former} as another name of ${name}`, () => {
      const all = blueprints as Readonly<Record<string, unknown>>;
      expect(all[former]).to.be.a("function").and.to.equal(all[name]);
    });
  }

  it("keep the problems of a SettingsError as its issues", () => {
    const error = new blueprints.SettingsError([{ path: "cluster.version", message: "missing" }]);
    expect(error.problems).to.deep.equal(error.issues);
  });

  it("keep the former types", () => {
    const settings: blueprints.CheckedSettings = blueprints.parseStackConfig({
      project: "shop",
      stack: "dev",
      config: { "aws:region": "eu-west-1" },
      secretKeys: [],
    } satisfies blueprints.StackTexts);
    const reading: blueprints.Reading = settings;
    expect(reading.region).to.equal("eu-west-1");
  });
});
