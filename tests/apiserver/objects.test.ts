import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import type { KubernetesObject } from "./client";
import { objectsOf, recordingOf } from "./planned";
import { admin } from "./setup";

const root = path.join(__dirname, "../..");
const crds = path.join(root, "tests/fixtures/crds");

/** Stacks to plan: those of the project, and one with what they leave out. */
const stacks = readdirSync(root).flatMap((file) => {
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1];
  return stack ? [{ stack, text: readFileSync(path.join(root, file), "utf8") }] : [];
});

describe("planned Kubernetes objects", () => {
  before(async () => {
    for (const file of readdirSync(crds, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"))) {
      await admin().apply(parse(readFileSync(path.join(crds, file), "utf8")));
    }
  });

  for (const { stack, text } of stacks) {
    it(`of stack ${stack} are taken by a real API server`, async () => {
      const refusals: string[] = [];
      for (const { urn, object } of objectsOf(await recordingOf(text, stack))) {
        await admin()
          .apply(object, { dryRun: true })
          .catch((error: Error) => refusals.push(`${urn}: ${error.message}`));
      }
      expect(refusals).to.deep.equal([]);
    });
  }

  it("would be refused with a field that their kind does not have", async () => {
    const object: KubernetesObject = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "wrong" }, dota: {} };
    const refused = await admin()
      .apply(object, { dryRun: true })
      .catch((error: Error) => error);
    expect(refused).to.be.instanceOf(Error).with.property("message").that.includes("dota");
  });
});
