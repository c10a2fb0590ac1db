import { expect } from "chai";
import { DependencyGraph } from "../../../../../plan/report/html/graph/dependency-graph";
import type { DocumentResource } from "../../../../../plan/report/json";
import { planDocumentOf, resource } from "../../document";

const component = (type: string, name: string, parent?: DocumentResource) =>
  resource(`eks-blueprints:index:${type}`, name, { custom: false, ...(parent && { parent: parent.urn }) });

/** An environment with a network, a cluster and teams that wait for the cluster. */
function plan(teams: number) {
  const environment = component("Environment", "shop");
  const network = component("Network", "shop-network", environment);
  const vpc = resource("aws:ec2/vpc:Vpc", "shop-vpc", { parent: network.urn });
  const cluster = resource("aws:eks/cluster:Cluster", "shop-cluster", { parent: environment.urn, dependencies: [vpc.urn] });
  const all = Array.from({ length: teams }, (_, at) => {
    const team = component("ApplicationTeam", `team-${at}`, environment);
    const names = ["role", "namespace", "quota"];
    return [team, ...names.map((name) => resource("a:b:C", `${name}-${at}`, { parent: team.urn, dependencies: [cluster.urn] }))];
  });
  const path = [vpc.urn, cluster.urn];
  const timeline = { seconds: 600, criticalPath: path, steps: [], parallel: 16, destroy: { seconds: 0, criticalPath: [], steps: [] } };
  return planDocumentOf([environment, network, vpc, cluster, ...all.flat()], { timeline });
}

describe("DependencyGraph", () => {
  const titles = (graph: DependencyGraph) => graph.overview().boxes.map(({ title }) => title);
  const named = (graph: DependencyGraph) => {
    const { boxes, arrows } = graph.overview();
    const title = (id: string) => boxes.find((box) => box.id === id)!.title;
    return arrows.map(({ from, to, style }) => `${title(from)} -> ${title(to)}${style ? ` (${style})` : ""}`);
  };

  it("draws components as boxes, with the critical path", () => {
    const graph = new DependencyGraph(plan(2));
    expect(titles(graph)).to.have.members(["shop-network", "team-0", "team-1", "shop-cluster"]);
    expect(named(graph)).to.have.members(["shop-network -> shop-cluster (critical)", "shop-cluster -> team-0", "shop-cluster -> team-1"]);
    expect(graph.groups.filter(({ critical }) => critical).map(({ group }) => group.title)).to.have.members([
      "shop-network",
      "shop-cluster",
    ]);
  });

  it("draws many of a kind with the same neighbors as one box", () => {
    for (const teams of [4, 60]) {
      const graph = new DependencyGraph(plan(teams));
      expect(titles(graph)).to.include(`${teams} × ApplicationTeam`);
      expect(named(graph)).to.include(`shop-cluster -> ${teams} × ApplicationTeam`);
      expect(graph.groups.find(({ group }) => group.title.startsWith(`${teams} `))!.group.members).to.have.length(teams);
    }
  });

  it("lists every resource in exactly one group", () => {
    const document = plan(30);
    const listed = new DependencyGraph(document).groups.flatMap(({ group }) => group.resources.map(({ urn }) => urn));
    expect([...listed].sort()).to.deep.equal(document.deployment.resources.map(({ urn }) => urn).sort());
  });

  it("draws the resources of a group", () => {
    const graph = new DependencyGraph(plan(2));
    const team = graph.groups.find(({ group }) => group.title === "team-0")!;
    expect(graph.inside(team).boxes.map(({ title }) => title)).to.deep.equal(["role-0", "namespace-0", "quota-0"]);
  });
});
