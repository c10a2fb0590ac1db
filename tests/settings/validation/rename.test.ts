import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { parseSettings } from "../../../components/environment/read-settings";
import { renamedKeys } from "../../../components/settings/schema/renamed-keys";
import { sections } from "../../../components/settings/schema/sections";
import { accessLevels } from "../../../components/settings/schema/teams";
import { variants } from "../../../components/settings/validation/describe";
import { validSettings } from "../../../components/settings/validation/validate-settings";
import { run } from "../../../plan/cli/run";
import { readProject } from "../../../plan/project/project";
import { inputsText } from "../../../scripts/input-snapshots";
import { fakeCatalog } from "../fake-addon-catalog";
import { read, report, reportOf } from "../support";

const root = path.join(__dirname, "../../..");
const renamed = readFileSync(path.join(root, "tests/fixtures/cases/renamed-keys.yaml"), "utf8");

type Sections = Readonly<Record<string, unknown>>;
const member = "arn:aws:iam::111122223333:role/Developer";
const check = (all: Sections) => validSettings({ region: "eu-west-1", defaultName: "shop-dev", sections: all }, fakeCatalog);

/** Sections with some renamed keys under their old names. `choose` decides for each key. */
function withOldNames(all: Sections, choose: () => boolean): { readonly sections: Sections; readonly paths: string[] } {
  const paths: string[] = [];
  const descend = (value: unknown, [next, ...rest]: readonly string[], from: string, to: string, at: string): unknown => {
    const map = value as Record<string, unknown>;
    if (next !== undefined) {
      const entries = Object.entries(map).map(([name, inner]) => [
        name,
        next === "*" || next === name ? descend(inner, rest, from, to, `${at}.${name}`) : inner,
      ]);
      return Object.fromEntries(entries);
    }
    if (!(to in map) || !choose()) return map;
    paths.push(`${at}.${from}`);
    return Object.fromEntries(Object.entries(map).map(([key, inner]) => [key === to ? from : key, inner]));
  };
  const result = { ...all };
  for (const [section, keys] of Object.entries(renamedKeys))
    for (const { within, from, to } of keys) if (section in result) result[section] = descend(result[section], within, from, to, section);
  return { sections: result, paths };
}

const names = ["ant", "bee", "cat"];
const shared = fc.record(
  {
    network: fc.constantFrom("open", "isolated"),
    accessLevel: fc.constantFrom(...accessLevels),
    allowIngressFrom: fc.constantFrom([], ["dog"]),
    labels: fc.constantFrom({}, { a: "b" }),
  },
  { requiredKeys: [] },
);
const teams = fc
  .dictionary(fc.constantFrom(...names), fc.tuple(shared, fc.boolean()))
  .map((all) =>
    Object.fromEntries(
      Object.entries(all).map(([name, [team, templated]]) => [
        name,
        { kind: "application", members: [member], ...team, ...(templated && { template: "standard" }) },
      ]),
    ),
  )
  .map((all) => ({ ...all, dog: { kind: "application", members: [member] } }));
const stacks = fc.record({
  teams,
  teamTemplates: fc.record({ standard: shared }),
  tenants: fc.constantFrom({}, { names: ["emu"], template: "standard" }),
});

describe("renamed keys", () => {
  it("list keys that have only their new names in the schema", () => {
    for (const [section, keys] of Object.entries(renamedKeys)) {
      for (const { within, from, to } of keys) {
        const maps = within.reduce(
          (found, name) =>
            found.flatMap(variants).flatMap(({ _zod: { def } }) => {
              if (def.type === "record") return name === "*" ? [def.valueType] : [];
              if (def.type === "array") return name === "*" ? [def.element] : [];
              return def.type === "object" && def.shape[name] ? [def.shape[name]] : [];
            }),
          [sections[section as keyof typeof sections] as Parameters<typeof variants>[0]],
        );
        const known = maps.flatMap(variants).flatMap(({ _zod: { def } }) => (def.type === "object" ? Object.keys(def.shape) : []));
        expect(known, `${section}.${to}`).to.include(to).and.not.include(from);
      }
    }
  });

  it("result in the same settings under the old names, with one finding each", () => {
    fc.assert(
      fc.property(stacks, fc.infiniteStream(fc.boolean()), (input, choices) => {
        const old = withOldNames(input, () => choices.next().value);
        const [expected, actual] = [check(input), check(old.sections)];
        expect(actual.settings).to.deep.equal(expected.settings);
        const deprecated = actual.findings.filter(({ rule }) => rule === "deprecated-key");
        expect(deprecated.map((finding) => finding.path)).to.have.members(old.paths);
        const withoutPaths = (findings: typeof actual.findings) => findings.map(({ path: _, ...finding }) => finding);
        const others = actual.findings.filter(({ rule }) => rule !== "deprecated-key");
        expect(withoutPaths(others)).to.deep.equal(withoutPaths(expected.findings));
      }),
    );
  });

  it("result in the same plan under the old names", async () => {
    const { config } = parse(renamed) as { config: Sections };
    const text = renamed.replaceAll("friends:", "allowIngressFrom:").replaceAll("rights:", "accessLevel:");
    expect(parse(text)).to.not.deep.equal({ config });
    const project = readProject(root);
    const inputs = async (source: string) => {
      const { recording } = await run(project, "dev", { text: source, label: "dev" }, false);
      // the default provider of the program contains the config as written
      return JSON.parse(inputsText(recording.resources.filter(({ type }) => type !== "pulumi:providers:pulumi-nodejs"))) as Record<
        string,
        Record<string, unknown>
      >;
    };
    const [old, current] = [await inputs(renamed), await inputs(text)];
    for (const urn of Object.keys({ ...old, ...current })) expect(old[urn], urn).to.deep.equal(current[urn]);
  });

  it("appear only under the new names in the settings", () => {
    const { settings } = read(stringify((parse(renamed) as { config: Sections }).config));
    expect(settings.teamTemplates).to.deep.equal({ standard: { network: "isolated", accessLevel: "view", allowIngressFrom: ["riker"] } });
    expect(settings.teams.burnham).to.deep.include({ accessLevel: "admin", allowIngressFrom: ["riker"] });
    expect(settings.teams.acme).to.deep.include({ accessLevel: "view", allowIngressFrom: ["riker"] });
    for (const team of Object.values(settings.teams)) expect(team).to.not.have.any.keys("friends", "rights");
  });

  it("compile in code", () => {
    const crew = { kind: "application", members: [member], network: "isolated", friends: ["ops"], rights: "view" } as const;
    const ops = { kind: "application", members: [member] } as const;
    const { settings } = parseSettings({ region: "eu-west-1", cluster: { name: "shop" }, teams: { crew, ops } });
    expect(settings.teams.crew).to.deep.include({ allowIngressFrom: ["ops"], accessLevel: "view" });
  });

  it("warn with the path as written and the new name", () => {
    const { findings } = read(stringify((parse(renamed) as { config: Sections }).config));
    expect(findings.find(({ path: at }) => at === "eks-blueprints:teams.riker.friends")).to.deep.equal({
      rule: "deprecated-key",
      level: "advisory",
      path: "eks-blueprints:teams.riker.friends",
      message: "friends is deprecated: its new name is allowIngressFrom",
      fix: "rename friends to allowIngressFrom",
      source: [],
    });
  });

  it("are rejected under both names at once, with both paths", () => {
    expect(
      report(`eks-blueprints:teams: { a: { kind: application, members: ["${member}"], rights: edit, accessLevel: view } }`),
    ).to.deep.equal([
      "eks-blueprints:teams.a.rights: the old name of accessLevel, which is set too (eks-blueprints:teams.a.accessLevel); remove rights",
    ]);
    expect(reportOf(() => check({ teamTemplates: { t: { friends: [], allowIngressFrom: ["a"] } } }))).to.deep.equal([
      "teamTemplates.t.friends: the old name of allowIngressFrom, which is set too (teamTemplates.t.allowIngressFrom); remove friends",
    ]);
  });

  it("ignore a name that is undefined in code", () => {
    const team = { kind: "application", members: [member], rights: undefined, accessLevel: "view" };
    expect(check({ teams: { a: team } }).settings.teams.a).to.include({ accessLevel: "view" });
    expect(check({ teams: { a: { ...team, rights: "admin", accessLevel: undefined } } }).settings.teams.a).to.include({
      accessLevel: "admin",
    });
  });

  it("have the path as written in errors on the value", () => {
    const team = (yaml: string) => `eks-blueprints:teams: { "a-b": { kind: application, members: ["${member}"], ${yaml} } }`;
    expect(report(team("rights: owner"))).to.deep.equal(['eks-blueprints:teams.a-b.rights: expected view, edit or admin, found "owner"']);
    expect(report(team("rights:"))[0]).to.match(/^eks-blueprints:teams\.a-b\.rights: expected view, edit or admin, found nothing/);
    expect(report(team("network: isolated, friends: [{}, zed]"))).to.deep.equal([
      "eks-blueprints:teams.a-b.friends[0]: expected a team, addon:<add-on> or namespace:<namespace>, found a map",
      "eks-blueprints:teams.a-b.friends[1]: unknown team zed; add it to teams, or write `addon:<add-on>` or `namespace:zed`",
    ]);
  });

  it("are suggested under the new name for a misspelled old one", () => {
    expect(report(`eks-blueprints:teamTemplates: { t: { freinds: [a] } }`)).to.deep.equal([
      "eks-blueprints:teamTemplates.t.freinds: unknown key; did you mean allowIngressFrom?",
    ]);
  });
});
