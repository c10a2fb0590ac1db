import { expect } from "chai";
import { type Deployed, deploy } from "./deploy";
import { stagesOf } from "./timeline";

/** The creation of the only resource of a type. */
function creationOf({ operations }: Deployed, type: string) {
  const creations = operations.filter((operation) => operation.type === type);
  expect(creations, type).to.have.length(1);
  return creations[0]!;
}
const gateway = "aws:ec2/natGateway:NatGateway";
const controlPlane = "aws:eks/cluster:Cluster";

describe("critical path of a deployment on the Pulumi engine", () => {
  it("consists of network, control plane, CNI, nodes and the slowest add-on, in this order", async () => {
    const deployed = await deploy({ stack: "minimal" }, 0.05); // waits longer, so that a busy machine's own time counts less
    const stages = stagesOf(deployed.path).map(({ stage }) => stage);
    expect(stages).to.deep.equal(["network", "control plane", "CNI", "nodes", "add-on"]);
    expect(creationOf(deployed, controlPlane).start).to.be.below(creationOf(deployed, gateway).end);
  });

  it("includes the NAT gateway of awsx, which the control plane waits for", async () => {
    const deployed = await deploy({ stack: "dev", program: "tests/engine/programs/awsx-nat" });
    expect(creationOf(deployed, controlPlane).start).to.be.above(creationOf(deployed, gateway).end);
  });
});
