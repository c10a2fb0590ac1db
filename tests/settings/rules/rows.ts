import { expect } from "chai";
import { report, warnings } from "../support";

/** Settings, and the whole report on them, paths without their namespace. */
export type Row = readonly [yaml: string, ...lines: string[]];

/** A section of ours in a stack file. */
export const section = (name: string, yaml: string) => `eks-blueprints:${name}: ${yaml}`;
export const network = (yaml: string) => section("network", yaml);
export const cluster = (yaml: string) => section("cluster", yaml);
/** One node pool `a`. */
export const pool = (yaml: string) => section("nodePools", `{ a: ${yaml} }`);

const title = (verb: string, yaml: string) => `${verb} ${yaml.slice(0, 200) || "the defaults"}`;

/** One test for each row: rows without a line hold. */
export function itJudges(topics: Readonly<Record<string, readonly Row[]>>): void {
  for (const [topic, rows] of Object.entries(topics)) {
    describe(`on ${topic}`, () => {
      for (const [yaml, ...lines] of rows) {
        it(title(lines.length > 0 ? "refuse" : "take", yaml), () => {
          expect(report(yaml)).to.deep.equal(lines.map((line) => `eks-blueprints:${line}`));
        });
      }
    });
  }
}

/** One test for each row: rows without a line give no warning. */
export function itWarns(rows: readonly Row[]): void {
  for (const [yaml, ...lines] of rows) {
    it(title(lines.length > 0 ? "warn of" : "say nothing of", yaml), () => expect(warnings(yaml)).to.deep.equal(lines));
  }
}
