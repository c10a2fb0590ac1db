import { expect } from "chai";
import { type Deployed, deploy } from "./deploy";
import { stagesOf } from "./timeline";

/** When the one thing of a type began and ended to be made. */
function madeOf({ operations }: Deployed, type: string) {
  const made = operations.filter((operation) => operation.type === type);
  expect(made, type).to.have.length(1);
  return made[0]!;
}
const gateway = "aws:ec2/natGateway:NatGateway";
const controlPlane = "aws:eks/cluster:Cluster";

describe("the time of a deployment, on the real engine over simulated providers", () => {
  it("goes into network, control plane, CNI, nodes and the slowest add-on, one after the other, and into nothing else", async () => {
    const deployed = await deploy({ stack: "minimal" });
    const stages = stagesOf(deployed.path).map(({ stage }) => stage);
    expect(stages).to.deep.equal(["network", "control plane", "CNI", "nodes", "add-on"]);
    expect(madeOf(deployed, controlPlane).start).to.be.below(madeOf(deployed, gateway).end);
  });

  it("is longer with the NAT gateway of awsx, for which the control plane waits", async () => {
    const deployed = await deploy({ stack: "dev", program: "tests/engine/programs/awsx-nat" });
    expect(madeOf(deployed, controlPlane).start).to.be.above(madeOf(deployed, gateway).end);
  });
});
