import { expect } from "chai";
import { addons } from "../../components/addons/catalog";
import type { RecordedResource } from "../harness/mocks/resources";
import { registered } from "./fixtures";
import { optionSamples } from "./option-samples";

type Resources = readonly RecordedResource[];

/** Without what each option changes: components record their settings. */
const isRecorder = ({ type }: RecordedResource) => type === "eks-blueprints:index:Addons";

/** Types of the resources that are created (+), changed (~) and gone (-). */
function effects(before: Resources, after: Resources): string[] {
  const named = (all: Resources) =>
    new Map(
      all
        .filter((each) => !isRecorder(each))
        .map((each) => [`${each.type} ${each.name}`, JSON.stringify([each.inputs, each.retainOnDelete])]),
    );
  const [was, is] = [named(before), named(after)];
  const typeOf = (key: string) => key.split(" ")[0]!.split(":").at(-1)!;
  const found = [
    ...[...is].flatMap(([key, inputs]) => (!was.has(key) ? [`+ ${typeOf(key)}`] : was.get(key) !== inputs ? [`~ ${typeOf(key)}`] : [])),
    ...[...was.keys()].filter((key) => !is.has(key)).map((key) => `- ${typeOf(key)}`),
  ];
  return [...new Set(found)].sort();
}

/** Each stack is installed once. */
const installed = new Map<string, Promise<Resources>>();
function resourcesOf(stack: Parameters<typeof registered>[0]): Promise<Resources> {
  const key = JSON.stringify(stack);
  const known = installed.get(key) ?? registered(stack).then(({ all }) => all);
  installed.set(key, known);
  return known;
}

describe("options of add-ons", () => {
  it("are all in the table", () => {
    const common = ["version", "values", "statements", "policies"];
    for (const { name, options } of addons) {
      const own = Object.keys(options.shape).filter((option) => !common.includes(option));
      expect(Object.keys(optionSamples[name]), name).to.have.members(own);
    }
  });

  for (const [name, options] of Object.entries(optionSamples))
    it(`change what belongs to them: ${name}`, async () => {
      for (const [option, { value, beside = {}, stack = {}, changes }] of Object.entries(options)) {
        const before = await resourcesOf({ ...stack, addons: { [name]: beside } });
        const after = await resourcesOf({ ...stack, addons: { [name]: { ...beside, [option]: value } } });
        expect(effects(before, after), option).to.deep.equal(changes);
      }
    });
});
