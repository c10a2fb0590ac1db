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

  const region = "eu-west-1";
  for (const settings of accepted)
    it(`compiles with valid settings such as ${JSON.stringify(settings.addons)}`, () => {
      expect(() => parseSettings({ region, ...settings }, { ownAddons })).not.to.throw();
    });

  for (const settings of rejected)
    it(`does not compile with invalid settings such as ${JSON.stringify(settings.addons)}`, () => {
      expect(() => parseSettings({ region, ...settings }, { ownAddons })).to.throw(SettingsError);
    });

  it("rejects user-defined add-ons unless its type argument names them", () => {
    expect(() => parseSettings({ region, ...unknown })).to.throw("addons.podinfo: unknown add-on");
  });
});
