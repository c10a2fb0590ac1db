import { createContext, runInContext } from "node:vm";
import { expect } from "chai";
import { isRecord } from "../../components/util/is-record";

describe("isRecord", () => {
  it("accepts plain objects, also from another realm and without a prototype", () => {
    for (const value of [{}, { a: 1 }, Object.create(null), runInContext("({})", createContext())]) expect(isRecord(value)).to.equal(true);
  });

  it("rejects lists, class instances and primitive values", () => {
    class Output {}
    for (const value of [[], new Date(), new Map(), new Output(), null, undefined, "a", 1, () => ({})])
      expect(isRecord(value), String(value)).to.equal(false);
  });
});
