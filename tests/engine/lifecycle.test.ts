import { expect } from "chai";
import { exampleStacks } from "../harness/mocks/stacks";
import type { Result } from "../harness/pulumi-stack/options";
import { liftProtection } from "../harness/pulumi-stack/protection";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { expectPlannedDeployment, expectPlannedPreview } from "./agreement";

const kindsOf = ({ changes }: Result) => Object.keys(changes);

describe("example stacks on the Pulumi engine", () => {
  for (const stack of exampleStacks) {
    it(`preview and deploy ${stack} as planned, change nothing in a second run or a refresh, and delete everything`, async () => {
      const deployed = await PulumiStack.start({ stack });
      try {
        const preview = await deployed.preview();
        await expectPlannedPreview(deployed, preview);
        const up = await deployed.up();
        expect(kindsOf(up), "a first deployment").deep.equal(["create"]);
        expect(up.changes, "operations of the preview").deep.equal(preview.changes);
        await expectPlannedDeployment(deployed);
        expect(await deployed.fakeAws.resources()).not.empty;

        expect(kindsOf(await deployed.up()), "a second deployment").deep.equal(["same"]);
        expect(kindsOf(await deployed.refresh()), "a refresh").deep.equal(["same"]);

        await liftProtection(deployed);
        expect(kindsOf(await deployed.destroy()), "a destroy").deep.equal(["delete"]);
        expect(await deployed.fakeAws.resources()).empty;
        expect((await deployed.export()).resources ?? []).empty;
      } finally {
        await deployed.stop();
      }
    });
  }
});
