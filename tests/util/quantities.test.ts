import { expect } from "chai";
import fc from "fast-check";
import { amountOf, quantityPattern } from "../../components/util/quantities";

describe("Kubernetes quantities", () => {
  for (const [text, amount] of Object.entries({
    "10": 10,
    "0.5": 0.5,
    ".5": 0.5,
    "5.": 5,
    "500m": 0.5,
    "1Ki": 1024,
    "20Gi": 20 * 2 ** 30,
    "1.5Mi": 1.5 * 2 ** 20,
    "2k": 2000,
    "1G": 1e9,
    "1E": 1e18,
    "1E3": 1000,
    "1e3": 1000,
    "12e-1": 1.2,
  })) {
    it(`parse ${text} as ${amount}`, () => {
      expect(text).to.match(quantityPattern);
      expect(amountOf(text)).to.equal(amount);
    });
  }

  for (const text of ["ten bananas", "", "-1", "1 Gi", "1gi", "1GB", "1KI", "0x10", "1.2.3", "Gi", "1e", "1,5", "٣"]) {
    it(`reject ${JSON.stringify(text)}`, () => expect(text).to.not.match(quantityPattern));
  }

  it("are ordered by suffix", () => {
    const suffixes = ["n", "u", "m", "", "k", "M", "G"];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.constantFrom(...suffixes.slice(1)), (number, suffix) => {
        const smaller = suffixes[suffixes.indexOf(suffix) - 1]!;
        expect(amountOf(`${number}${suffix}`)).to.be.greaterThan(amountOf(`${number}${smaller}`));
      }),
    );
  });
});
