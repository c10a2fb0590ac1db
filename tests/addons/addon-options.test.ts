import { expect } from "chai";
import type { z } from "zod";
import { addons } from "../../components/addons/catalog";
import { addonNames } from "../../components/addons/names";
import { addonVersions } from "../../components/addons/versions";

/** Objects and resources alone are installed: what uses them is part of AWS. */
const isUnversioned = (name: string) => ["ack", "amp", "fargate-logging"].includes(name);

describe("add-on options", () => {
  it("are strict and documented for every add-on", () => {
    expect(addons.map(({ name }) => name)).to.deep.equal([...addonNames]);
    for (const { name, options } of addons) {
      expect(options.safeParse({ surprise: true }).success, name).to.equal(false);
      if (!isUnversioned(name)) expect(options.shape, name).to.include.keys("version");
      for (const [option, schema] of Object.entries(options.shape)) {
        expect((schema as z.ZodType).description, `${name}.${option}`).to.be.a("string");
      }
    }
  });

  it("accept only valid versions", () => {
    for (const { name, options } of addons.filter((addon) => !isUnversioned(addon.name))) {
      const takes = (version: unknown) => (options.shape.version as z.ZodType).safeParse(version).success;
      const { eksAddon, chart } = addonVersions[name];
      for (const version of ["v1.2.3-eksbuild.4", "latest", "default"])
        expect(takes(version), `${name} ${version}`).to.equal(eksAddon !== undefined);
      for (const version of ["1.2.3", "v1.2.3-rc.1"]) expect(takes(version), `${name} ${version}`).to.equal(chart !== undefined);
      for (const version of [1.2, "newest", "1.2", "v1.2.3-eksbuild", ""]) expect(takes(version), `${name} ${version}`).to.equal(false);
    }
  });
});
