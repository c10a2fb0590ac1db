import { expect } from "chai";
import type { Operation } from "../harness/fake-aws/types";
import type { StateResource } from "../harness/pulumi-stack/results";
import { criticalPath, stagesOf } from "./timeline";

const urn = (types: string, name: string) => `urn:pulumi:dev::eks::${types}::${name}`;
const room = (name: string) => urn(`eks-blueprints:index:${name}`, name);
const resourceUrn = (component: string, name: string) => urn(`eks-blueprints:index:${component}$aws:test:Thing`, name);
const ran = (of: string, start: number, end: number): Operation => ({ op: "create", type: "aws:test:Thing", urn: of, start, end });
const resource = (of: string, dependencies: readonly string[] = [], parent?: string): StateResource => ({
  urn: of,
  type: "aws:test:Thing",
  custom: parent !== undefined,
  dependencies,
  parent,
});

describe("criticalPath", () => {
  const [network, cluster] = [room("Network"), room("Cluster")];
  const [vpc, nat, plane] = [resourceUrn("Network", "vpc"), resourceUrn("Network", "nat"), resourceUrn("Cluster", "plane")];

  it("follows dependencies, not operations that merely ended earlier", () => {
    const resources = [
      resource(network),
      resource(vpc, [], network),
      resource(nat, [], network),
      resource(cluster),
      resource(plane, [vpc], cluster),
    ];
    const path = criticalPath(resources, [ran(vpc, 0, 10), ran(nat, 0, 40), ran(plane, 41, 100)]);
    expect(path.map((step) => [step.urn, step.idle])).deep.equal([
      [vpc, 0],
      [plane, 31],
    ]);
  });

  it("includes all resources of a component that another resource or its parent depends on", () => {
    const resources = [
      resource(network),
      resource(vpc, [], network),
      resource(nat, [vpc], network),
      resource(cluster, [network]),
      resource(plane, [], cluster),
    ];
    const path = criticalPath(resources, [ran(vpc, 0, 10), ran(nat, 10, 40), ran(plane, 40, 100)]);
    expect(path.map((step) => step.urn)).deep.equal([vpc, nat, plane]);
    expect(stagesOf(path)).deep.equal([
      { stage: "network", seconds: 40 },
      { stage: "control plane", seconds: 60 },
    ]);
  });
});
