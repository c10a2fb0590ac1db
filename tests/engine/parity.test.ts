import { expect } from "chai";
import { run } from "../../plan/cli/run";
import { stackOf } from "../../plan/cli/stack-source";
import { readProject } from "../../plan/project/project";
import { disagreements, shownByPlan, toldByEvents, toldByPlan, toldByState } from "./parity";
import { Rig } from "./rig";

const project = readProject(process.cwd());

describe("the offline plan says what the real engine does", () => {
  for (const stack of project.stacks()) {
    it(`for ${stack}`, async () => {
      const source = stackOf(project, stack);
      const rig = await Rig.start({ stack, settings: source.text });
      try {
        const foreseen = await run(project, stack, source, true);
        const preview = await rig.preview();
        expect(disagreements(shownByPlan(foreseen.recording.resources), toldByEvents(preview.events)), "previews").deep.equal([]);

        const planned = await run(project, stack, source, false);
        await rig.up();
        const { resources = [] } = await rig.export();
        expect(disagreements(toldByPlan(planned.recording.resources), toldByState(resources)), "deployments").deep.equal([]);
      } finally {
        await rig.stop();
      }
    });
  }
});
