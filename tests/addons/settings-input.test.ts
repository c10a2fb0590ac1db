import { expect } from "chai";
import { parseSettings, SettingsError } from "../../components";
import type { catalog } from "../../components/addons/catalog";
import type { AddonsInput } from "../../components/addons/generated/addons-input";
import { accepted, own as ownAddons, rejected, unknown } from "./settings-input-types";

/** Names that differ between the generated type and the catalog. Does not compile if there is one. */
type Names = Exclude<keyof typeof catalog | "custom", keyof AddonsInput> | Exclude<keyof AddonsInput, keyof typeof catalog | "custom">;
const different: never[] = [] as Names[];

describe("SettingsInput.addons", () => {
  it("lists exactly the add-ons of the catalog", () => {
    expect(different).to.deep.equal([]);
  });

  const given = { region: "eu-west-1", cluster: { name: "shop" } }; // the default name is that of the project, which other tests set
  for (const settings of accepted)
    it(`compiles with valid settings such as ${JSON.stringify(settings.addons)}`, () => {
      expect(() => parseSettings({ ...given, ...settings }, { ownAddons })).not.to.throw();
    });

  for (const settings of rejected)
    it(`does not compile with invalid settings such as ${JSON.stringify(settings.addons)}`, () => {
      expect(() => parseSettings({ ...given, ...settings }, { ownAddons })).to.throw(SettingsError);
    });

  it("rejects user-defined add-ons unless its type argument names them", () => {
    expect(() => parseSettings({ ...given, ...unknown })).to.throw("addons.podinfo: unknown add-on");
  });
});
