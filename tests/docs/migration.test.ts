// The pages for users of other tools name settings and properties that exist, and count them right.
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { overrideIssues } from "../../components/settings/rules/override-issues";
import { inputShape, knownInputTypes, nestedInputType } from "../../components/util/sdk-types/input-types";
import type { Shape } from "../../components/util/sdk-types/type-expression";

const docs = path.join(__dirname, "../../docs");
const read = (page: string) => readFileSync(path.join(docs, page), "utf8");

interface Row {
  readonly names: readonly string[];
  readonly here: string;
}

/** Rows of tables: the names in the first column, and what they are here. */
function rowsOf(text: string): Row[] {
  const lines = text.split("\n");
  return lines.flatMap((line) => {
    const [, first, here] = /^\| (`.+?`) \| (.+) \|$/.exec(line) ?? [];
    return first && here ? [{ names: quoted(first), here }] : [];
  });
}

const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, each]) => each!);
const kindOf = ({ here }: Row) => (here.startsWith("`") ? "setting" : here.replace(/(:| `).*$/, ""));

/** Keys of the settings page, such as `nodePools.<name>.ami.id`. */
function documentedKeys(): string[][] {
  const keys: string[][] = [];
  let place: string[] = [];
  for (const line of read("settings.md").split("\n")) {
    const [, section] = /^## `(?:eks-blueprints:)?([^`]+)`/.exec(line) ?? [];
    const [, addon] = /^### `([^`]+)`/.exec(line) ?? [];
    const [, key] = /^\| `([^`]+)` \|/.exec(line) ?? [];
    if (section) place = [section];
    if (addon) place = ["addons", addon];
    if (section || addon) keys.push(place);
    if (key) keys.push([...place, ...key.split(".")]);
  }
  return keys;
}

const documented = documentedKeys();
const sameKey = (one: string, other: string) => one === other || one === "<name>" || other === "<name>";

function isDocumented(key: string): boolean {
  const parts = key.split(".");
  return documented.some((known) => known.length >= parts.length && parts.every((part, at) => sameKey(part, known[at]!)));
}

/** Why an override cannot set a property; that a required one cannot be removed, as it is here, is no reason. */
function issuesOf(type: string, property: string) {
  return [...overrideIssues({ type, name: "*", set: nested(property) }, [])].filter(({ message }) => !message.startsWith("required, "));
}

/** `vpcConfig.securityGroupIds` as what an override sets. */
const nested = (property: string) =>
  property.split(".").reduceRight<unknown>((value, key) => ({ [key]: value }), null) as Record<string, unknown>;

for (const page of ["eksctl", "terraform", "pulumi-aws"]) {
  describe(`docs/migration/${page}.md`, () => {
    const text = read(`migration/${page}.md`);
    const rows = rowsOf(text);

    it("names settings that exist", () => {
      const keys = rows.filter((row) => kindOf(row) === "setting").map(({ here }) => here.replace(/(; |: | of type).*$/, ""));
      expect(keys).to.not.be.empty;
      expect(keys.flatMap(quoted).filter((key) => !isDocumented(key) && !key.startsWith("kind: "))).to.deep.equal([]);
    });

    it("names properties that overrides can set", () => {
      const wrong = rows
        .filter((row) => kindOf(row) === "override")
        .flatMap(({ here }) => {
          const [type, ...properties] = quoted(here.replace(/(; |, or ).*$/, ""));
          return properties.flatMap((property) => issuesOf(type!, property).map((each) => `${type} ${property}: ${JSON.stringify(each)}`));
        });
      expect(wrong).to.deep.equal([]);
    });

    it("has each key of a section once", () => {
      const twice = text.split(/^## /m).flatMap((section) => {
        const names = rowsOf(section).flatMap((row) => row.names);
        return names.filter((name, at) => names.indexOf(name) !== at);
      });
      expect(twice).to.deep.equal([]);
    });

    it("counts its rows", () => {
      const counted = rowsOf(text.replace(/^## Nested keys$[\s\S]*/m, "")); // keys of maps whose own key is counted
      const count = (kind: string) => counted.filter((row) => kindOf(row) === kind).reduce((sum, { names }) => sum + names.length, 0);
      const [all, not] = [counted.reduce((sum, { names }) => sum + names.length, 0), count("not applicable")];
      expect(text).to.match(new RegExp(`Of ${all} (keys|variables|properties), ${not} do not apply\\. Of the other ${all - not}, `));
      expect(text).to.include(
        `${count("setting")} are settings, ${count("always")} are what every stack does, ${count("override")} are properties`,
      );
      expect(text).to.include(`and ${count("not possible")} are not possible.`);
    });
  });
}

/** Paths of the properties of a shape, without `[]` of lists: `vpcConfig`, `vpcConfig.subnetIds`. */
function pathsOf({ properties }: Shape, above: readonly string[] = []): string[] {
  return [...properties].flatMap(([name, { type }]) => {
    const own = [...above, name];
    const [nested] = JSON.stringify(type).match(/inputs\.[\w.]+/) ?? [];
    const inner = nested === undefined ? undefined : nestedInputType(nested);
    return [own.join("."), ...(inner?.kind === "object" ? pathsOf(inner.shape, own) : [])];
  });
}

describe("docs/migration/pulumi-aws.md", () => {
  const sections = read("migration/pulumi-aws.md")
    .split(/^## `aws\./m)
    .slice(1)
    .map((section) => ({ type: typeOf(section), names: rowsOf(section).flatMap((row) => row.names) }));

  /** `aws:eks/nodeGroup:NodeGroup` of a section `eks.NodeGroup`. */
  function typeOf(section: string): string {
    const [, service, resource] = /^(\w+)\.(\w+)`/.exec(section)!;
    return `aws:${service}/${resource!.charAt(0).toLowerCase()}${resource!.slice(1)}:${resource}`;
  }

  it("has all resources of EKS, and launch templates", () => {
    const types = knownInputTypes().filter((type) => type.startsWith("aws:eks/") || type.startsWith("aws:ec2/launchTemplate:"));
    expect(sections.map(({ type }) => type)).to.have.members(types);
  });

  for (const { type, names } of sections) {
    const paths = pathsOf(inputShape(type)!);
    it(`has every property of ${type}, and no other`, () => {
      const covered = (found: string) =>
        names.some((name) => found === name || found.startsWith(`${name}.`) || name.startsWith(`${found}.`));
      expect(paths.filter((found) => !covered(found))).to.deep.equal([]);
      expect(names.filter((name) => !paths.includes(name))).to.deep.equal([]);
    });
  }
});
