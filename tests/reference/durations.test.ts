import { expect } from "chai";
import { durations, kindsOf, typicalSeconds } from "../../components/reference/durations";
import { resourceTypes } from "../../plan/resource-types";

describe("typicalSeconds", () => {
  const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

  for (const [title, seconds, expected] of [
    ["an update of the control plane", typicalSeconds("aws:eks/cluster:Cluster", "update", ["tags"]), 100],
    ["an upgrade of it, which takes longer", typicalSeconds("aws:eks/cluster:Cluster", "update", ["tags", "version"]), 520],
    [
      "a new launch template of nodes, which replaces them",
      typicalSeconds("aws:eks/nodeGroup:NodeGroup", "update", ["launchTemplate"]),
      480,
    ],
    ["a gateway endpoint", typicalSeconds(endpoint, "create", kindsOf(endpoint, {})), 6],
    ["an interface endpoint", typicalSeconds(endpoint, "create", kindsOf(endpoint, { vpcEndpointType: "Interface" })), 90],
    ["a Kubernetes kind in any version", typicalSeconds("kubernetes:helm.sh/v4:Release", "create"), 25],
    ["a type without a row", typicalSeconds("random:index/randomId:RandomId", "create"), 1],
    ["what Pulumi does itself", typicalSeconds("pulumi:providers:aws", "create"), 0],
  ] as const)
    it(`returns the seconds of ${title}`, () => {
      expect(seconds).to.equal(expected);
    });
});

describe("durations", () => {
  it("has AWS and Kubernetes types that the project knows", () => {
    const unknown = Object.keys(durations).filter((type) => /^aws:/.test(type) && !(type in resourceTypes));
    expect(unknown).to.deep.equal([]);
  });
});
