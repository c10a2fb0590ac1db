// Whole plans on the fake AWS: resources are created in dependency order and deleted in reverse order.
import * as path from "node:path";
import { expect } from "chai";
import { run } from "../../../plan/cli/run";
import { readProject } from "../../../plan/project/project";
import { plainValues } from "../../../plan/simulation/values";
import type { PlannedResource } from "../../../plan/types";
import { stackText } from "../mocks/stacks";
import { deploy, destroy, FakeAwsFixture, isResource } from "./fixture";

const project = readProject(path.join(__dirname, "../../.."));

async function planOf(stack: string): Promise<readonly PlannedResource[]> {
  return (await run(project, stack, { text: stackText(stack), label: `${stack}.yaml` }, false)).recording.resources;
}

describe("fake AWS: whole plans", () => {
  for (const stack of ["production", "fargate", "auto-mode", "existing-vpc"]) {
    it(`creates the resources as planned, and deletes all of them: ${stack}`, async () => {
      const fixture = new FakeAwsFixture();
      const resources = await planOf(stack);
      const created = await deploy(fixture.fakeAws, resources);
      for (const planned of resources.filter(isResource)) {
        const resource = created.get(planned.urn)!;
        expect({ id: planned.id, outputs: resource.outputs }, planned.urn).to.deep.equal({
          id: planned.id,
          outputs: plainValues(planned.outputs),
        });
      }
      expect(fixture.fakeAws.dangling()).to.deep.equal([]);
      const protectedCluster = fixture.fakeAws.resources("aws:eks/cluster:Cluster")[0]!;
      if (protectedCluster.inputs.deletionProtection === true) await fixture.unprotect(protectedCluster);
      await destroy(fixture.fakeAws, resources, created);
      expect(fixture.fakeAws.resources().map(({ type, id }) => `${type} ${id}`)).to.deep.equal([]);
      fixture.close();
    });
  }
});
