import { expect } from "chai";
import { evaluateRule } from "../../../policy/evaluate";
import { type PlannedResource, UNKNOWN, type Values } from "../../../policy/planned-resource";
import { ResourceView } from "../../../policy/resource-view";
import { rules } from "../../../policy/rules";
import { planned } from "../../plan/resources";

/** Resources of one type, by their inputs. */
export const of =
  (type: string) =>
  (inputs: object, more: Partial<PlannedResource> = {}): PlannedResource =>
    planned({ type, name: type.split(":").at(-1)!.toLowerCase(), inputs: inputs as Values, ...more });

/** What violates a rule and what nearly does. */
export interface RuleCase {
  /** Resources, and the messages of the rule about them. */
  readonly trips: readonly (readonly [resources: readonly PlannedResource[], ...messages: string[]])[];
  /** Sets of resources, each without a violation. */
  readonly passes: readonly (readonly PlannedResource[])[];
  /** Whether it may report the same resources with unknown inputs too: that something is missing needs none. Default: false. */
  readonly reportsMissing?: boolean;
}

export function messagesOf(id: string, resources: readonly PlannedResource[]): string[] {
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return evaluateRule(new ResourceView(resources), rule, "production").map(({ message }) => message);
}

/** One test per rule of a topic: the table must name them all. */
export function describeRules(topic: readonly { readonly id: string }[], table: Readonly<Record<string, RuleCase>>): void {
  it("have a case each", () => {
    expect(Object.keys(table).sort()).to.deep.equal(topic.map(({ id }) => id).sort());
  });
  for (const [id, { trips, passes, reportsMissing = false }] of Object.entries(table)) {
    describe(id, () => {
      it("reports violations", () => {
        for (const [resources, ...messages] of trips) expect(messagesOf(id, resources)).to.deep.equal(messages);
      });
      it("reports nothing else", () => {
        for (const resources of passes) expect(messagesOf(id, resources), JSON.stringify(resources.map((r) => r.inputs))).to.deep.equal([]);
      });
      if (reportsMissing) return;
      it("reports nothing about unknown values", () => {
        const keys = new Map<string, Set<string>>();
        for (const { type, inputs } of [...trips.flatMap(([resources]) => resources), ...passes.flat()])
          keys.set(type, new Set([...(keys.get(type) ?? []), ...Object.keys(inputs)]));
        for (const [resources] of trips) {
          const unknown = resources.map((resource) => ({
            ...resource,
            inputs: Object.fromEntries([...keys.get(resource.type)!].map((key) => [key, UNKNOWN])) as Values,
          }));
          expect(messagesOf(id, unknown)).to.deep.equal([]);
        }
      });
    });
  }
}
