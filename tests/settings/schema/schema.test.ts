import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { sectionNames } from "../../../components/settings/schema/sections";

const root = path.join(__dirname, "../../..");
const schema = JSON.parse(readFileSync(path.join(root, "schema/stack.schema.json"), "utf8"));
const { properties } = schema.properties.config;

describe("stack.schema.json", () => {
  it("is up to date, as is the settings reference", () => {
    const { status, stderr } = spawnSync(process.execPath, ["--require", "./register.cjs", "scripts/schema.ts", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    expect([status, stderr]).to.deep.equal([0, ""]);
  });

  it("lists every section and rejects unknown ones", () => {
    expect(Object.keys(properties)).to.deep.equal(["aws:region", ...sectionNames.map((name) => `eks-blueprints:${name}`)]);
    const [[pattern, others]] = Object.entries(schema.properties.config.patternProperties) as [[string, unknown]];
    expect(others).to.equal(false);
    expect(new RegExp(pattern).test("eks-blueprints:nodePool")).to.equal(true);
    expect(new RegExp(pattern).test("eks-blueprints:nodePools")).to.equal(false);
    expect(new RegExp(pattern).test("aws:profile")).to.equal(false);
  });

  it("does not require settings with a default, and rejects unknown keys", () => {
    const cluster = properties["eks-blueprints:cluster"];
    expect(cluster).to.not.have.property("required");
    expect(cluster.additionalProperties).to.equal(false);
    expect(cluster.properties.version.default).to.equal("1.35");
    expect(properties["eks-blueprints:nodePools"].additionalProperties.properties.taints.items.required).to.deep.equal(["key", "effect"]);
    expect(properties["eks-blueprints:addons"].additionalProperties).to.equal(false);
  });

  it("describes every setting of every section and add-on", () => {
    const undescribed: string[] = [];
    const walk = (node: unknown, at: string): void => {
      if (typeof node !== "object" || node === null) return;
      const { properties = {}, ...others } = node as { properties?: Record<string, { description?: string }> };
      for (const [key, inner] of Object.entries(properties)) {
        if (!inner.description && !at.endsWith("eks-blueprints:addons")) undescribed.push(`${at}.${key}`);
        walk(inner, `${at}.${key}`); // a setting can be called `properties` too
      }
      for (const [key, inner] of Object.entries(others)) walk(inner, `${at}.${key}`);
    };
    walk(schema.properties.config, "config");
    expect(undescribed).to.deep.equal([]);
  });
});
