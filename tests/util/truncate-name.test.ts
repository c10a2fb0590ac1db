import { expect } from "chai";
import fc from "fast-check";
import { truncateName } from "../../components/util/truncate-name";

describe("names of limited length", () => {
  it("stay as they are where they fit", () => {
    expect(truncateName("eks-general-role", 64)).to.equal("eks-general-role");
    expect(truncateName("r".repeat(56), 64)).to.equal("r".repeat(56));
  });

  it("leave room for what Pulumi appends, and stay apart", () => {
    const long = fc.string({ minLength: 57, maxLength: 200 });
    fc.assert(
      fc.property(long, long, (one, other) => {
        expect(truncateName(one, 64).length).to.be.at.most(56);
        expect(truncateName(one, 64) === truncateName(other, 64)).to.equal(one === other);
      }),
    );
  });
});
