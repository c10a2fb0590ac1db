import { expect } from "chai";
import { originOf, settings } from "../../../../plan/report/html/sections/settings";
import { html } from "../../../../plan/report/html/template";
import { elementsOf, textOf } from "../parsed";

const all = {
  network: { cidr: "10.0.0.0/16", nat: { type: "single" }, endpoints: ["s3", "sts"] },
  teams: { shop: { quota: { pods: "50" }, kind: "application" }, acme: { kind: "application", template: "small", quota: { pods: "40" } } },
  tenants: { names: ["acme"], template: "small" },
  gitops: false,
};

const stated = {
  network: { nat: "single", endpoints: ["s3", "sts"] },
  teams: { shop: { kind: "application", template: "small" } },
  teamTemplates: { small: { quota: { pods: "40" } } },
  tenants: { names: ["acme"], template: "small" },
};

describe("originOf", () => {
  const table: readonly (readonly [string, string])[] = [
    ["network.cidr", "default"],
    ["network.nat.type", "set"],
    ["network.endpoints", "set"],
    ["teams.shop.kind", "set"],
    ["teams.shop.quota.pods", "template"],
    ["teams.acme.quota.pods", "template"],
    ["teams.acme.kind", "default"],
    ["gitops", "default"],
  ];
  for (const [path, origin] of table) {
    it(`says ${origin} of ${path}`, () => {
      expect(originOf(path.split("."), all, stated)).to.equal(origin);
    });
  }
});

describe("settings of the report", () => {
  const rows = (source: string) =>
    elementsOf(source)
      .filter(({ tagName }) => tagName === "tr")
      .map((row) => row.childNodes.map(textOf).join("|"));

  it("lists every value with its origin", () => {
    const shown = rows(html`${settings(all, stated)}`.source);
    expect(shown).to.include.members(["cidr|10.0.0.0/16|default", "nat.type|single|set", "endpoints|s3sts|set", "quota.pods|40|template"]);
  });

  it("marks nothing where the stack file is not known", () => {
    expect(html`${settings(all, undefined)}`.source)
      .to.include("10.0.0.0/16")
      .and.not.include("default");
  });

  it("says so where the program is another", () => {
    expect(html`${settings(null, undefined)}`.source).to.include("does not read its settings");
  });
});
