import { expect } from "chai";
import { exampleStacks } from "../harness/mocks/stacks";
import type { Result } from "../harness/pulumi-stack/options";
import { liftProtection } from "../harness/pulumi-stack/protection";
import { Rig } from "../harness/pulumi-stack/pulumi-stack";
import { expectPlannedDeployment, expectPlannedPreview } from "./agreement";

const kindsOf = ({ changes }: Result) => Object.keys(changes);

describe("on the real engine, over simulated providers", () => {
  for (const stack of exampleStacks) {
    it(`${stack} is previewed and made as the offline plan says, left alone, found again and taken down`, async () => {
      const rig = await Rig.start({ stack });
      try {
        const preview = await rig.preview();
        await expectPlannedPreview(rig, preview);
        const up = await rig.up();
        expect(kindsOf(up), "a first deployment").deep.equal(["create"]);
        expect(up.changes, "what the preview said").deep.equal(preview.changes);
        await expectPlannedDeployment(rig);
        expect(await rig.world.things()).not.empty;

        expect(kindsOf(await rig.up()), "a second deployment").deep.equal(["same"]);
        expect(kindsOf(await rig.refresh()), "a refresh").deep.equal(["same"]);

        await liftProtection(rig);
        expect(kindsOf(await rig.destroy()), "the end").deep.equal(["delete"]);
        expect(await rig.world.things()).empty;
        expect((await rig.export()).resources ?? []).empty;
      } finally {
        await rig.stop();
      }
    });
  }
});
