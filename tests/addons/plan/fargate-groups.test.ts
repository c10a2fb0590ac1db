import { expect } from "chai";
import { addons } from "../../../components/addons/catalog";
import { fargateGroups } from "../../../components/addons/plan/fargate-groups";
import { type Changes, facts } from "../fixtures";

const onFargate: Changes = { nodePools: {}, fargate: { apps: { selectors: [{ namespace: "apps", labels: {} }] } } };
const groups = (on: Record<string, Record<string, unknown>>, changes = onFargate) => fargateGroups(on, facts(changes));
const able = addons.filter(({ supportsFargate, namespace }) => supportsFargate && namespace !== "kube-system");

describe("the namespaces of add-ons on Fargate alone", () => {
  it("lie in groups that a profile takes", () => {
    const all = groups(Object.fromEntries(able.map(({ name }) => [name, {}])));
    expect(all.flatMap(({ namespaces }) => namespaces)).to.have.members([...new Set(able.map(({ namespace }) => namespace))]);
    for (const { key, namespaces } of all) {
      expect(namespaces).to.have.length.within(1, 5);
      expect(key).to.match(/^addons-[a-z0-9-]+$/);
    }
  });

  it("never leave or change their group because another add-on comes or goes", () => {
    const all = groups(Object.fromEntries(able.map(({ name }) => [name, {}])));
    for (const { name, namespace } of able) {
      const [alone, ...more] = groups({ [name]: {} });
      expect(more).to.be.empty;
      expect(alone!.needed).to.deep.equal([namespace]);
      expect(all.find(({ key }) => key === alone!.key)!.namespaces).to.deep.equal(alone!.namespaces);
    }
  });

  it("are a group each for the user's own add-ons", () => {
    const custom = {
      web: { requires: [], serviceAccounts: {}, registries: [] },
      api: { namespace: "shop", requires: [], serviceAccounts: {}, registries: [] },
    };
    expect(groups({ custom })).to.deep.equal([
      { key: "addons-web", namespaces: ["web"], needed: ["web"] },
      { key: "addons-shop", namespaces: ["shop"], needed: ["shop"] },
    ]);
  });

  it("are none where something else runs pods, or in kube-system", () => {
    expect(groups({ [able[0]!.name]: {} }, {})).to.be.empty;
    expect(groups({ coredns: {} })).to.be.empty;
  });
});
