import { expect } from "chai";
import fc from "fast-check";
import { OrderError, orderSteps, type StepNode } from "../../../components/addons/plan/order";

const node = (name: string, requires: string[] = [], more: Partial<StepNode> = {}): StepNode => ({ name, requires, ...more });
const names = (steps: readonly { readonly name: string }[]) => steps.map(({ name }) => name);

/** Acyclic graphs: each step waits for earlier steps of one order, and the steps are declared in another order. */
const graphs = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    nodes: fc.shuffledSubarray([...Array(size).keys()], { minLength: size, maxLength: size }).chain((declared) =>
      fc.tuple(
        ...declared.map((index) =>
          fc
            .record({ requires: fc.subarray([...Array(index).keys()]), after: fc.subarray([...Array(index).keys()]) })
            .map(({ requires, after }) =>
              node(
                `s${index}`,
                requires.map(String).map((i) => `s${i}`),
                { after: after.map((i) => `s${i}`) },
              ),
            ),
        ),
      ),
    ),
    wanted: fc.subarray([...Array(size).keys()].map((index) => `s${index}`)),
  }),
);

describe("orderSteps", () => {
  it("keeps the declared order where possible", () => {
    const steps = orderSteps([node("b"), node("c", ["a"]), node("a"), node("d")], ["d", "c", "b"]);
    expect(names(steps)).to.deep.equal(["b", "a", "c", "d"]);
  });

  it("adds required steps and names the step that requires them", () => {
    const steps = orderSteps([node("a"), node("b", ["a"]), node("c", ["b"])], ["c"]);
    expect(steps.map(({ name, requiredBy }) => [name, requiredBy])).to.deep.equal([
      ["a", "b"],
      ["b", "c"],
      ["c", undefined],
    ]);
  });

  it("applies `after` and `before` only to steps that are present", () => {
    const declared = [
      node("late", [], { after: ["early", "absent"] }),
      node("early"),
      node("first", [], { before: ["early"] }),
      node("absent"),
    ];
    expect(names(orderSteps(declared, ["late", "early", "first"]))).to.deep.equal(["first", "early", "late"]);
    expect(names(orderSteps(declared, ["late"]))).to.deep.equal(["late"]);
  });

  it("returns only direct prerequisites", () => {
    const steps = orderSteps([node("a"), node("b", ["a"]), node("c", ["a", "b"])], ["c"]);
    expect(steps.at(-1)).to.deep.equal({ name: "c", after: ["b"] });
  });

  it("rejects a cycle and names its steps", () => {
    const cyclic = [node("a", ["b"]), node("b", [], { after: ["c"] }), node("c", ["a"]), node("entry", ["a"])];
    expect(() => orderSteps(cyclic, ["entry", "b", "c"])).to.throw(OrderError, "a cycle: a -> b -> c -> a");
  });

  it("rejects a missing requirement and names it", () => {
    expect(() => orderSteps([node("a", ["b"])], ["a"])).to.throw(OrderError, "a requires b, which does not exist");
    expect(() => orderSteps([node("a")], ["z"])).to.throw(OrderError, "no step is called z");
  });

  it("puts each step once, after all its prerequisites, in every graph", () => {
    fc.assert(
      fc.property(graphs, ({ nodes, wanted }) => {
        const order = names(orderSteps(nodes, wanted));
        expect(new Set(order).size).to.equal(order.length);
        expect(order).to.include.members(wanted);
        for (const { name, requires, after = [] } of nodes.filter((each) => order.includes(each.name))) {
          expect(order).to.include.members([...requires]);
          for (const earlier of [...requires, ...after].filter((each) => order.includes(each))) {
            expect(order.indexOf(earlier), `${earlier} before ${name}`).to.be.lessThan(order.indexOf(name));
          }
        }
      }),
    );
  });

  it("drops only transitive edges in every graph", () => {
    fc.assert(
      fc.property(graphs, ({ nodes, wanted }) => {
        const steps = new Map(orderSteps(nodes, wanted).map((step) => [step.name, step]));
        const reach = (name: string): Set<string> => new Set(steps.get(name)!.after.flatMap((step) => [step, ...reach(step)]));
        for (const { name, requires, after = [] } of nodes.filter((each) => steps.has(each.name))) {
          expect([...reach(name)]).to.include.members([...requires, ...after].filter((each) => steps.has(each)));
          for (const direct of steps.get(name)!.after) {
            const others = steps.get(name)!.after.filter((each) => each !== direct);
            expect(others.flatMap((each) => [...reach(each)])).not.to.include(direct);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps a valid declared order in every graph", () => {
    fc.assert(
      fc.property(graphs, ({ nodes }) => {
        const valid = [...nodes].sort((a, b) => Number(a.name.slice(1)) - Number(b.name.slice(1)));
        expect(
          names(
            orderSteps(
              valid,
              nodes.map(({ name }) => name),
            ),
          ),
        ).to.deep.equal(names(valid));
      }),
    );
  });
});
