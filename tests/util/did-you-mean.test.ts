import { expect } from "chai";
import { didYouMean, listed, nearby, nearest } from "../../components/util/did-you-mean";

describe("didYouMean", () => {
  const cases: readonly (readonly [wrong: string, valid: readonly string[], ...near: string[]])[] = [
    ["verison", ["version", "name"], "version"],
    ["veiw", ["view", "edit"], "view"],
    ["selfmanaged", ["managed", "selfManaged"], "selfManaged"],
    ["self-managed", ["managed", "selfManaged"], "selfManaged"],
    ["ecr", ["ec2", "ecr.api", "ecr.dkr"], "ecr.api", "ecr.dkr"],
    ["m7q", ["m7a", "m7g", "m7i", "m7x", "t4g"], "m7a", "m7g", "m7i"],
    ["name", ["iam", "tags"]],
    ["io2", ["gp2", "gp3"]],
    ["x", ["y"]],
    ["x".repeat(200), ["y"]],
    ["anything", []],
  ];
  for (const [wrong, valid, ...near] of cases) {
    it(`suggests ${near.length > 0 ? near : "nothing"} for ${wrong.slice(0, 20)} among ${valid}`, () => {
      expect(nearby(wrong, valid)).to.deep.equal(near);
      expect(nearest(wrong, valid)).to.equal(near[0]);
    });
  }

  it("formats suggestions as a question", () => {
    expect(didYouMean("m7q", ["m7a", "m7g"])).to.equal("; did you mean m7a or m7g?");
    expect(didYouMean("m7q", [])).to.equal("");
    expect([listed([]), listed(["a"]), listed(["a", "b", "c"])]).to.deep.equal(["", "a", "a, b and c"]);
  });
});
