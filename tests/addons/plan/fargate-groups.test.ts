import { expect } from "chai";
import { addons } from "../../../components/addons/catalog";
import { customAddons } from "../../../components/addons/custom/custom-addon";
import { customOptions } from "../../../components/addons/custom/options";
import { fargateGroups } from "../../../components/addons/plan/fargate-groups";
import { type Changes, profileOf } from "../fixtures";

const onFargate: Changes = { nodePools: {}, fargate: { apps: { selectors: [{ namespace: "apps", labels: {} }] } } };
const groups = (names: readonly string[], changes = onFargate) =>
  fargateGroups(
    addons.filter(({ name }) => names.includes(name)),
    profileOf(changes),
  );
const fargateAddons = addons.filter(
  ({ name, supportsFargate, namespace }) => supportsFargate && namespace !== "kube-system" && name !== "fargate-logging", // it has no pods
);

describe("fargateGroups", () => {
  it("puts the namespaces of add-ons into groups that fit a Fargate profile", () => {
    const all = groups(fargateAddons.map(({ name }) => name));
    expect(all.flatMap(({ namespaces }) => namespaces)).to.have.members([...new Set(fargateAddons.map(({ namespace }) => namespace))]);
    for (const { key, namespaces } of all) {
      expect(namespaces).to.have.length.within(1, 5);
      expect(key).to.match(/^addons-[a-z0-9-]+$/);
    }
  });

  it("never changes an add-on's group when another add-on is added or removed", () => {
    const all = groups(fargateAddons.map(({ name }) => name));
    for (const { name, namespace } of fargateAddons) {
      const [alone, ...more] = groups([name]);
      expect(more).to.be.empty;
      expect(alone!.needed).to.deep.equal([namespace]);
      expect(all.find(({ key }) => key === alone!.key)!.namespaces).to.deep.equal(alone!.namespaces);
    }
  });

  it("returns one group for each custom add-on", () => {
    const custom = Object.fromEntries(
      Object.entries({ web: {}, api: { namespace: "shop" } }).map(([name, options]) => [name, customOptions.parse(options)]),
    );
    expect(fargateGroups(customAddons(custom, addons), profileOf(onFargate))).to.deep.equal([
      { key: "addons-web", namespaces: ["web"], needed: ["web"] },
      { key: "addons-shop", namespaces: ["shop"], needed: ["shop"] },
    ]);
  });

  it("returns no groups for clusters with other capacity, or for kube-system", () => {
    expect(groups([fargateAddons[0]!.name], {})).to.be.empty;
    expect(groups(["coredns"])).to.be.empty;
  });
});
