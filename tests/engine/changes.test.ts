import { expect } from "chai";
import { stackText } from "../harness/mocks/stacks";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { type BatchName, batches } from "./changes/batches";
import { goneTooEarly } from "./changes/capacity";
import { findingsOf, type Ops, opsOfRun } from "./changes/ops";
import { planOf, predicted } from "./changes/plans";
import { expectedBack, type Row, together } from "./changes/row";
import { patched } from "./changes/settings";
import { rows } from "./changes/table";

const sorted = (ops: Ops) => [...ops].map(([urn, op]) => `${op} ${urn}`).sort();
/** A preview does not show which of the two resources of a replacement comes first. */
const unordered = (ops: Ops) => sorted(ops).map((line) => line.replace("-+", "+-"));

/** Fails with the lines that one side alone has: whole lists are too long to read. */
function expectSame(actual: readonly string[], expected: readonly string[], what: string): void {
  const only = (some: readonly string[], others: readonly string[]) => some.filter((line) => !others.includes(line));
  expect({ missing: only(expected, actual), unexpected: only(actual, expected) }, what).deep.equal({ missing: [], unexpected: [] });
}

/** A deployed stack whose changes are compared with the offline plan. */
class ChangingStack {
  private constructor(
    private readonly deployed: PulumiStack,
    private readonly stack: string,
  ) {}

  static async start(stack: string, text: string): Promise<ChangingStack> {
    const deployed = await PulumiStack.start({ stack, settings: text });
    await deployed.up();
    return new ChangingStack(deployed, stack);
  }

  /** Deploys the settings and compares the operations of preview, run and offline plan. */
  async change(text: string, expected: readonly string[]): Promise<void> {
    const { deployed, stack } = this;
    const [before, after] = [await planOf(stack, deployed.settings), await planOf(stack, text)];
    const earlier = (await deployed.fakeAws.operations()).length;
    deployed.configure(text);
    const shown = opsOfRun((await deployed.preview()).events);
    const ops = opsOfRun((await deployed.up()).events);
    expectSame(unordered(shown), unordered(ops), "operations of the preview, against those of the update");
    expectSame(findingsOf(ops), expected, "operations, against the table");
    expectSame(sorted(predicted(before, after)), sorted(ops), "operations of `plan --against`, against those of the update");
    expect(goneTooEarly((await deployed.fakeAws.operations()).slice(earlier)), "capacity deleted too early").empty;
    expect(await deployed.fakeAws.dangling()).empty;
  }

  stop(): Promise<void> {
    return this.deployed.stop();
  }
}

describe("stack changes on the Pulumi engine", () => {
  for (const on of Object.keys(batches) as BatchName[]) {
    const { stack, base = {} }: { stack: string; base?: Row["change"] } = batches[on];
    const own = rows.filter((row) => row.on === on);
    const start = patched(stackText(stack), base);

    it(`have the documented effects in the offline plan: ${on}`, async () => {
      const before = await planOf(stack, start);
      for (const row of own) {
        const after = await planOf(stack, patched(start, row.change));
        expectSame(findingsOf(predicted(before, after)), row.expected, row.name);
        for (const change of row.alike ?? []) {
          const other = await planOf(stack, patched(start, change));
          expectSame(findingsOf(predicted(before, other)), row.expected, `${row.name}: ${JSON.stringify(change)}`);
        }
        if (row.back !== "never") expectSame(findingsOf(predicted(after, before)), expectedBack(row), `${row.name}, and back`);
      }
    });

    it(`have the documented effects when deployed and reverted: ${on}`, async () => {
      const changing = await ChangingStack.start(stack, start);
      try {
        const expected = together(own.map((row) => row.expected));
        await changing.change(patched(start, ...own.map(({ change }) => change)), expected);
        const kept = own.filter(({ back }) => back === "never").map(({ change }) => change);
        await changing.change(patched(start, ...kept), together(own.map(expectedBack)));
      } finally {
        await changing.stop();
      }
    });
  }

  it("replace only resources that the table names, and never delete capacity first", () => {
    const lines = rows.flatMap((row) => [...row.expected, ...expectedBack(row)]);
    expect(lines.filter((line) => /^-\+ (NodeGroup|Group|FargateProfile|Namespace|StorageClass|Release|kubernetes) /.test(line))).empty;
    expect(lines.filter((line) => /^(\+-|-\+|-) (Cluster|Vpc|kubernetes|StorageClass) /.test(line))).empty;
  });
});
