import { expect } from "chai";
import { accountOf, parseArn } from "../../components/util/arn";

describe("parseArn", () => {
  it("splits an ARN into its parts", () => {
    expect(parseArn("arn:aws-cn:eks:cn-north-1:111122223333:cluster/shop")).to.deep.equal({
      partition: "aws-cn",
      service: "eks",
      region: "cn-north-1",
      accountId: "111122223333",
      resource: "cluster/shop",
    });
  });

  it("keeps colons in the resource", () => {
    expect(parseArn("arn:aws:logs:eu-west-1:111122223333:log-group:/aws/eks:*")?.resource).to.equal("log-group:/aws/eks:*");
  });

  it("leaves region and account empty for global services", () => {
    expect(parseArn("arn:aws:s3:::reports")).to.deep.include({ region: "", accountId: "", resource: "reports" });
  });

  it("returns undefined for other text", () => {
    for (const other of [undefined, "", "reports", "arn:aws:s3", "arn:aws:s3:::"]) expect(parseArn(other), other).to.equal(undefined);
  });
});

describe("accountOf", () => {
  it("returns the account of an ARN", () => {
    expect(accountOf("arn:aws:iam::111122223333:role/deployer")).to.equal("111122223333");
  });

  it("returns undefined without an account id", () => {
    for (const other of [undefined, "arn:aws:s3:::reports", "arn:aws:iam::aws:policy/ReadOnlyAccess"])
      expect(accountOf(other)).to.equal(undefined);
  });
});
