import { expect } from "chai";
import { report } from "./support";

/** Tests of invalid values by topic. Each row is a stack file and the complete error report on it. */
export function describeReports(topics: Readonly<Record<string, readonly (readonly [yaml: string, ...lines: string[]])[]>>): void {
  for (const [what, rows] of Object.entries(topics)) {
    describe(`settings errors: ${what}`, () => {
      for (const [yaml, ...lines] of rows) it(`rejects ${yaml}`, () => expect(report(yaml)).to.deep.equal(lines));
    });
  }
}
