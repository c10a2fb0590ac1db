import { expect } from "chai";
import { pathOf } from "../../../components/util/settings-error";
import { keysOfPath, settingLines } from "../../../plan/project/setting-lines";

const text = `# a stack
config:
  aws:region: eu-west-1
  eks-blueprints:cluster:
    version: "1.35"
    access:
      "a b": { policy: view,
        groups: [one,
          two] }
  network: { nat: single }
`;

describe("settingLines", () => {
  const lineOf = settingLines(text, "eks-blueprints");

  it("finds keys, items of lists and keys without namespace", () => {
    const lines: Readonly<Record<string, number>> = {
      "aws:region": 3,
      "eks-blueprints:cluster.version": 5,
      'eks-blueprints:cluster.access["a b"].policy': 7,
      'eks-blueprints:cluster.access["a b"].groups[1]': 9,
      "eks-blueprints:network.nat": 10,
    };
    for (const [path, line] of Object.entries(lines)) expect(lineOf(path), path).to.equal(line);
  });

  it("finds the nearest key above a setting that is not written", () => {
    expect(lineOf("eks-blueprints:cluster.endpoint.public")).to.equal(4);
    expect(lineOf("eks-blueprints:policies.exceptions.x")).to.equal(2);
    expect(settingLines("", "shop")("eks-blueprints:cluster")).to.equal(1);
  });
});

describe("keysOfPath", () => {
  it("reads what pathOf writes", () => {
    const keys = ["eks-blueprints:teams", "a", 'b"c.d[0]', 3, "e\\"];
    expect(keysOfPath(`eks-blueprints:teams${pathOf("", ...keys.slice(1)).replace(/^\[""\]/, "")}`)).to.deep.equal(keys);
  });
});
