import { expect } from "chai";
import fc from "fast-check";
import { Dependencies, withoutShortcuts } from "../../../../../plan/report/html/graph/dependencies";
import { resource } from "../../document";

interface Edge {
  readonly from: string;
  readonly to: string;
}

function reachable(edges: readonly Edge[], from: string): string[] {
  const seen = new Set<string>();
  const queue = [from];
  for (let at = queue.pop(); at !== undefined; at = queue.pop())
    for (const edge of edges) {
      if (edge.from !== at || seen.has(edge.to)) continue;
      seen.add(edge.to);
      queue.push(edge.to);
    }
  return [...seen].sort();
}

const node = fc.constantFrom("a", "b", "c", "d", "e", "f");

describe("withoutShortcuts", () => {
  it("removes what a longer way implies, and keeps what is to be kept", () => {
    const edges = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "a", to: "c" },
    ];
    expect(withoutShortcuts(edges)).to.deep.equal(edges.slice(0, 2));
    expect(withoutShortcuts(edges, ({ from, to }) => from === "a" && to === "c")).to.deep.equal(edges);
  });

  it("never changes what can be reached, with cycles too", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ from: node, to: node }), { selector: ({ from, to }) => from + to }), (edges) => {
        const left = withoutShortcuts(edges.filter(({ from, to }) => from !== to));
        for (const from of "abcdef")
          expect(reachable(left, from)).to.deep.equal(
            reachable(
              edges.filter((edge) => edge.from !== edge.to),
              from,
            ),
          );
      }),
    );
  });
});

describe("Dependencies", () => {
  it("follows providers to what they depend on", () => {
    const cluster = resource("aws:eks/cluster:Cluster", "shop");
    const provider = resource("pulumi:providers:kubernetes", "shop", { dependencies: [cluster.urn] });
    const namespace = resource("kubernetes:core/v1:Namespace", "team", { provider: `${provider.urn}::id` });
    const quota = resource("kubernetes:core/v1:ResourceQuota", "quota", { dependencies: [namespace.urn, "urn:gone"] });
    const dependencies = new Dependencies([cluster, provider, namespace, quota]);
    expect([...dependencies.of(namespace)]).to.deep.equal([cluster.urn]);
    expect([...dependencies.of(quota)]).to.deep.equal([namespace.urn]);
  });
});
