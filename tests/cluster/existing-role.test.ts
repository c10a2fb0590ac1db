import path from "node:path";
import { expect } from "chai";
import { run } from "../../plan/cli/run";
import { readProject } from "../../plan/project/project";

const roleArn = "arn:aws:iam::123456789012:role/platform/control-plane";

describe("Cluster with an existing role", () => {
  it("looks the role up, gives it to the control plane, and attaches no policy to it", async () => {
    const project = readProject(path.resolve(__dirname, "../.."));
    const config = { "aws:region": "eu-west-1", "eks-blueprints:cluster": { roleArn } };
    const { resources } = (await run(project, "dev", { text: JSON.stringify({ config }), label: "stack.yaml" }, false)).recording;
    const controlPlane = resources.find(({ type }) => type === "aws:eks/cluster:Cluster")!;
    expect(controlPlane.inputs.roleArn).to.equal(roleArn);
    const role = resources.find(({ type, name }) => type === "aws:iam/role:Role" && name === "eks-role")!;
    expect(role).to.include({ external: true, id: "control-plane" });
    const attached = resources.filter(({ type, inputs }) => type.startsWith("aws:iam/rolePolic") && inputs.role === "control-plane");
    expect(attached).to.be.empty;
  });
});
