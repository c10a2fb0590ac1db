// Whole plans in the simulated world: everything comes in the order that the program asks for, and goes in the other.
import * as path from "node:path";
import { expect } from "chai";
import { run } from "../../../plan/cli/run";
import { readProject } from "../../../plan/project/project";
import { plainValues } from "../../../plan/simulation/values";
import type { PlannedResource } from "../../../plan/types";
import { stackText } from "../mocks/stacks";
import { deploy, destroy, FakeAwsFixture, isResource } from "./site";

const project = readProject(path.join(__dirname, "../../.."));

async function planOf(stack: string): Promise<readonly PlannedResource[]> {
  return (await run(project, stack, { text: stackText(stack), label: `${stack}.yaml` }, false)).recording.resources;
}

describe("a plan in the simulated world", () => {
  for (const stack of ["production", "fargate", "auto-mode", "existing-vpc"]) {
    it(`comes as it was planned, and goes without a rest: ${stack}`, async () => {
      const site = new FakeAwsFixture();
      const resources = await planOf(stack);
      const things = await deploy(site.fakeAws, resources);
      for (const resource of resources.filter(isResource)) {
        const thing = things.get(resource.urn)!;
        expect({ id: thing.id, outputs: thing.outputs }, resource.urn).to.deep.equal({
          id: resource.id,
          outputs: plainValues(resource.outputs),
        });
      }
      expect(site.fakeAws.dangling()).to.deep.equal([]);
      const protectedCluster = site.fakeAws.resources("aws:eks/cluster:Cluster")[0]!;
      if (protectedCluster.inputs.deletionProtection === true) await site.unprotect(protectedCluster);
      await destroy(site.fakeAws, resources, things);
      expect(site.fakeAws.resources().map(({ type, id }) => `${type} ${id}`)).to.deep.equal([]);
      site.close();
    });
  }
});
