import { expect } from "chai";
import fc from "fast-check";
import { type GraphResource, graphOf } from "../../../plan/timeline/graph";

const resource = (urn: string, more: Partial<GraphResource> = {}): GraphResource => ({ urn, custom: true, ...more });

/** URN -> URNs that it waits for. */
function waits(listed: readonly GraphResource[]): Record<string, readonly string[]> {
  const { resources, waitsFor } = graphOf(listed);
  return Object.fromEntries(resources.map(({ urn }, index) => [urn, waitsFor[index]!.map((other) => resources[other]!.urn).sort()]));
}

describe("graphOf", () => {
  it("includes parents, providers, dependencies, dependencies of properties and deletedWith, in any order of the list", () => {
    const listed = [
      resource("x", {
        parent: "p",
        provider: "q::1",
        dependencies: ["d"],
        propertyDependencies: { role: ["r"], none: null },
        deletedWith: "w",
      }),
      ...["w", "r", "d", "q", "p"].map((urn) => resource(urn)),
    ];
    expect(waits(listed).x).to.deep.equal(["d", "p", "q", "r", "w"]);
  });

  it("has dependents of a component wait for everything in it", () => {
    const listed = [
      resource("x", { dependencies: ["vpc"] }),
      resource("vpc", { custom: false }),
      resource("subnet", { parent: "vpc" }),
      resource("inner", { parent: "vpc", custom: false }),
      resource("route", { parent: "inner" }),
    ];
    expect(waits(listed).x).to.deep.equal(["inner", "route", "subnet", "vpc"]);
  });

  it("leaves out the resources of a component that wait for the dependent", () => {
    const listed = [
      resource("vpc", { custom: false }),
      resource("subnet", { parent: "vpc" }),
      resource("route", { parent: "vpc", dependencies: ["gateway"] }),
      resource("gateway", { dependencies: ["vpc"] }),
    ];
    expect(waits(listed)).to.deep.include({ gateway: ["subnet", "vpc"], route: ["gateway", "vpc"] });
  });

  it("waits for no resource of a component's own descendants, and not for itself", () => {
    const listed = [resource("c", { custom: false }), resource("a", { parent: "c", dependencies: ["c"] })];
    expect(waits(listed)).to.deep.equal({ c: [], a: ["c"] });
  });

  it("keeps every resource and every dependency of a graph without cycles, whatever the order of the list", () => {
    const graphs = fc.array(fc.record({ custom: fc.boolean(), parent: fc.nat(20), dependencies: fc.array(fc.nat(20), { maxLength: 4 }) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(graphs, fc.integer(), (nodes, seed) => {
        const listed = nodes.map(({ custom, parent, dependencies }, index) =>
          resource(`r${index}`, {
            custom,
            ...(parent < index && { parent: `r${parent}` }),
            dependencies: dependencies.filter((other) => other < index).map((other) => `r${other}`),
          }),
        );
        const shuffled = [...listed].sort(
          (a, b) => ((a.urn.length * 31 + seed) % 7) - ((b.urn.length * 31 + seed) % 7) || b.urn.localeCompare(a.urn),
        );
        const found = waits(shuffled);
        expect(Object.keys(found)).to.have.length(listed.length);
        for (const { urn, parent, dependencies = [] } of listed)
          expect(found[urn]).to.include.members([...dependencies, ...(parent ? [parent] : [])]);
      }),
    );
  });
});
