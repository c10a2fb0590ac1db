import { expect } from "chai";
import { report } from "./support";

/** Tests of wrong values by what is wrong: a stack file, and the whole report on it. */
export function describeReports(faults: Readonly<Record<string, readonly (readonly [yaml: string, ...lines: string[]])[]>>): void {
  for (const [what, rows] of Object.entries(faults)) {
    describe(`the report on wrong values on ${what}`, () => {
      for (const [yaml, ...lines] of rows) it(yaml, () => expect(report(yaml)).to.deep.equal(lines));
    });
  }
}
