import { expect } from "chai";
import { stackText } from "../harness/mocks/stacks";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { findingsOf, opsOfRun } from "./changes/ops";
import { patched } from "./changes/settings";

describe("Environment with an alias on the Pulumi engine", () => {
  for (const [to, how] of [
    ["parent", "below another component"],
    ["name", "under another name"],
  ]) {
    it(`keeps all resources ${how}`, async () => {
      const text = stackText("dev");
      const stack = await PulumiStack.start({ stack: "dev", settings: text, program: "tests/engine/programs/moved" });
      try {
        await stack.up();
        const existing = (await stack.fakeAws.resources()).map(({ type, id }) => `${type} ${id}`);
        stack.configure(patched(text, { "moved:to": to }));
        const { events } = await stack.up();
        const lines = findingsOf(opsOfRun(events)).filter((line) => !line.startsWith("+ Platform"));
        expect(
          lines.filter((line) => !line.startsWith("~ ")),
          "no resource was deleted or created",
        ).deep.equal([]);
        const updates = events.flatMap(({ resourcePreEvent }) =>
          resourcePreEvent?.metadata.op === "update" ? [resourcePreEvent.metadata] : [],
        );
        const besidesNames = updates
          .filter(({ type }) => !type.startsWith("pulumi:providers:"))
          .flatMap(({ detailedDiff }) => Object.keys(detailedDiff ?? {}));
        expect([...new Set(besidesNames)], "only Name tags of packaged components change").deep.equal(to === "name" ? ["tags.Name"] : []);
        expect((await stack.fakeAws.resources()).map(({ type, id }) => `${type} ${id}`)).deep.equal(existing);
        const moved = (await stack.export()).resources!.filter(({ urn }) => /Platform|::shop/.test(urn));
        expect(moved.length).greaterThan(100);
      } finally {
        await stack.stop();
      }
    });
  }
});
