import { expect } from "chai";
import { parameterName } from "../../components/util/parameter-name";

describe("parameterName", () => {
  for (const [given, name] of [
    ["/shop/db", "/shop/db"],
    ["db", "db"],
    ["arn:aws:ssm:eu-west-1:111122223333:parameter/shop/db", "/shop/db"],
    ["arn:aws:ssm:eu-west-1:111122223333:parameter/db", "db"],
  ] as const) {
    it(`is ${name} of ${given}`, () => expect(parameterName(given)).to.equal(name));
  }
});
