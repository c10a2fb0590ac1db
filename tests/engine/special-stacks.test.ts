import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { Result } from "../harness/pulumi-stack/options";
import { liftProtection } from "../harness/pulumi-stack/protection";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { expectPlannedDeployment } from "./agreement";

const folder = path.join(__dirname, "../../examples/stacks");
const all = readdirSync(folder).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
/** CI has time for two. */
const stacks = process.env.ENGINE_QUICK ? all.filter((stack) => ["ipv6", "private"].includes(stack)) : all;
const kindsOf = ({ changes }: Result) => Object.keys(changes);

describe("stacks of examples/stacks on the Pulumi engine", () => {
  for (const stack of stacks) {
    it(`deploy ${stack} as planned, change nothing in a second run, and delete everything`, async () => {
      const settings = readFileSync(path.join(folder, `Pulumi.${stack}.yaml`), "utf8");
      const deployed = await PulumiStack.start({ stack, settings });
      try {
        expect(kindsOf(await deployed.up()), "a first deployment").to.deep.equal(["create"]);
        await expectPlannedDeployment(deployed);
        expect(kindsOf(await deployed.up()), "a second deployment").to.deep.equal(["same"]);
        await liftProtection(deployed);
        expect(kindsOf(await deployed.destroy()), "a destroy").to.deep.equal(["delete"]);
        expect(await deployed.fakeAws.resources()).to.be.empty;
      } finally {
        await deployed.stop();
      }
    });
  }
});
