import { expect } from "chai";
import { stackText } from "../harness/mocks/stacks";
import { Rig } from "../harness/pulumi-stack/pulumi-stack";
import { opsOfRun, told } from "./changes/ops";
import { patched } from "./changes/settings";

describe("an environment that moves with an alias, on the real engine", () => {
  for (const [to, how] of [
    ["parent", "below another component"],
    ["name", "under another name"],
  ]) {
    it(`is left as it is ${how}`, async () => {
      const text = stackText("dev");
      const rig = await Rig.start({ stack: "dev", settings: text, program: "tests/engine/programs/moved" });
      try {
        await rig.up();
        const things = (await rig.world.things()).map(({ type, id }) => `${type} ${id}`);
        rig.configure(patched(text, { "moved:to": to }));
        const { events } = await rig.up();
        const lines = told(opsOfRun(events)).filter((line) => !line.startsWith("+ Platform"));
        expect(
          lines.filter((line) => !line.startsWith("~ ")),
          "all is still there",
        ).deep.equal([]);
        const updates = events.flatMap(({ resourcePreEvent }) =>
          resourcePreEvent?.metadata.op === "update" ? [resourcePreEvent.metadata] : [],
        );
        const besidesNames = updates
          .filter(({ type }) => !type.startsWith("pulumi:providers:"))
          .flatMap(({ detailedDiff }) => Object.keys(detailedDiff ?? {}));
        expect([...new Set(besidesNames)], "but for Name tags of the packaged components").deep.equal(to === "name" ? ["tags.Name"] : []);
        expect((await rig.world.things()).map(({ type, id }) => `${type} ${id}`)).deep.equal(things);
        const moved = (await rig.export()).resources!.filter(({ urn }) => /Platform|::shop/.test(urn));
        expect(moved.length).greaterThan(100);
      } finally {
        await rig.stop();
      }
    });
  }
});
