import { expect } from "chai";
import { minorOf, newestKubernetesVersion } from "../../../components/util/kubernetes-version";
import { report, warnings } from "../support";

/** Settings and the complete report on them, with paths without the namespace. */
export type Row = readonly [yaml: string, ...lines: string[]];

/** An `eks-blueprints` section of a stack file. */
export const section = (name: string, yaml: string) => `eks-blueprints:${name}: ${yaml}`;
export const network = (yaml: string) => section("network", yaml);
export const cluster = (yaml: string) => section("cluster", yaml);
/** One node pool `a`. */
export const pool = (yaml: string) => section("nodePools", `{ a: ${yaml} }`);

/** A Kubernetes version so many minors newer than the newest known one. */
export const ahead = (minors: number) => `1.${minorOf(newestKubernetesVersion)! + minors}`;

const title = (verb: string, yaml: string) => `${verb} ${yaml.slice(0, 200) || "defaults"}`;

/** One test for each row: rows without lines are valid. */
export function itValidates(topics: Readonly<Record<string, readonly Row[]>>): void {
  for (const [topic, rows] of Object.entries(topics)) {
    describe(topic, () => {
      for (const [yaml, ...lines] of rows) {
        it(title(lines.length > 0 ? "rejects" : "accepts", yaml), () => {
          expect(report(yaml)).to.deep.equal(lines.map((line) => `eks-blueprints:${line}`));
        });
      }
    });
  }
}

/** One test for each row: rows without lines give no warning. */
export function itWarns(rows: readonly Row[]): void {
  for (const [yaml, ...lines] of rows) {
    it(title(lines.length > 0 ? "warns about" : "does not warn about", yaml), () => expect(warnings(yaml)).to.deep.equal(lines));
  }
}
