import { expect } from "chai";
import { stackText } from "../harness/mocks/stacks";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { type BatchName, batches } from "./changes/batches";
import { goneTooEarly } from "./changes/capacity";
import { findingsOf, type Ops, opsOfRun } from "./changes/ops";
import { foreseen, planOf } from "./changes/plans";
import { expectedBack, type Row, together } from "./changes/row";
import { patched } from "./changes/settings";
import { rows } from "./changes/table";

const sorted = (ops: Ops) => [...ops].map(([urn, op]) => `${op} ${urn}`).sort();
/** A preview does not say which of two comes first. */
const unordered = (ops: Ops) => sorted(ops).map((line) => line.replace("-+", "+-"));

/** A stack that changes, and what the offline plan says of each step. */
class Changing {
  private constructor(
    private readonly deployed: PulumiStack,
    private readonly stack: string,
  ) {}

  static async start(stack: string, text: string): Promise<Changing> {
    const deployed = await PulumiStack.start({ stack, settings: text });
    await deployed.up();
    return new Changing(deployed, stack);
  }

  /** Makes it so, and tells what happened. */
  async become(text: string, expected: readonly string[]): Promise<void> {
    const { deployed, stack } = this;
    const [before, after] = [await planOf(stack, deployed.settings), await planOf(stack, text)];
    const past = (await deployed.fakeAws.operations()).length;
    deployed.configure(text);
    const shown = opsOfRun((await deployed.preview()).events);
    const ops = opsOfRun((await deployed.up()).events);
    expect(unordered(shown).sort(), "what the preview says").deep.equal(unordered(ops).sort());
    expect(findingsOf(ops), "what happened").deep.equal(expected);
    expect(sorted(foreseen(before, after)), "what `plan --against` says").deep.equal(sorted(ops));
    expect(goneTooEarly((await deployed.fakeAws.operations()).slice(past)), "capacity").empty;
    expect(await deployed.fakeAws.dangling()).empty;
  }

  stop(): Promise<void> {
    return this.deployed.stop();
  }
}

describe("changes of a stack, on the real engine", () => {
  for (const on of Object.keys(batches) as BatchName[]) {
    const { stack, base = {} }: { stack: string; base?: Row["change"] } = batches[on];
    const own = rows.filter((row) => row.on === on);
    const start = patched(stackText(stack), base);

    it(`are what the table says of each, by the offline plan: ${on}`, async () => {
      const before = await planOf(stack, start);
      for (const row of own) {
        const after = await planOf(stack, patched(start, row.change));
        expect(findingsOf(foreseen(before, after)), row.name).deep.equal(row.expected);
        if (row.back !== "never") expect(findingsOf(foreseen(after, before)), `${row.name}, and back`).deep.equal(expectedBack(row));
      }
    });

    it(`are made and taken back: ${on}`, async () => {
      const changing = await Changing.start(stack, start);
      try {
        const expected = together(own.map((row) => row.expected));
        await changing.become(patched(start, ...own.map(({ change }) => change)), expected);
        const kept = own.filter(({ back }) => back === "never").map(({ change }) => change);
        await changing.become(patched(start, ...kept), together(own.map(expectedBack)));
      } finally {
        await changing.stop();
      }
    });
  }

  it("have capacity only where the table says so be replaced, never the old one first", () => {
    const lines = rows.flatMap((row) => [...row.expected, ...expectedBack(row)]);
    expect(lines.filter((line) => /^-\+ (NodeGroup|Group|FargateProfile|Namespace|StorageClass|Release|kubernetes) /.test(line))).empty;
    expect(lines.filter((line) => /^(\+-|-\+|-) (Cluster|Vpc|kubernetes|StorageClass) /.test(line))).empty;
  });
});
