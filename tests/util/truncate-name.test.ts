import { expect } from "chai";
import fc from "fast-check";
import { truncateName } from "../../components/util/truncate-name";

describe("truncateName", () => {
  it("returns short names unchanged", () => {
    expect(truncateName("eks-general-role", 64)).to.equal("eks-general-role");
    expect(truncateName("r".repeat(56), 64)).to.equal("r".repeat(56));
  });

  it("leaves space for Pulumi's suffix, and keeps names unique", () => {
    const long = fc.string({ minLength: 57, maxLength: 200 });
    fc.assert(
      fc.property(long, long, (one, other) => {
        expect(truncateName(one, 64).length).to.be.at.most(56);
        expect(truncateName(one, 64) === truncateName(other, 64)).to.equal(one === other);
      }),
    );
  });
});
