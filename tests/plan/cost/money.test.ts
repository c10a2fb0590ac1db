import { expect } from "chai";
import * as fc from "fast-check";
import { money } from "../../../plan/cost/money";

describe("money", () => {
  const format = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  it("has two decimals and groups of three digits, as the locale en-US writes numbers", () =>
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (amount) => {
        expect(money(amount)).to.equal(format.format(amount));
      }),
    ));

  for (const [amount, text] of [
    [0, "0.00"],
    [-0.001, "0.00"],
    [999.999, "1,000.00"],
    [-1234.5, "-1,234.50"],
    [1234567.891, "1,234,567.89"],
  ] as const)
    it(`writes ${amount} as ${text}`, () => {
      expect(money(amount)).to.equal(text);
    });
});
