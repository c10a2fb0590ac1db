import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { stringify } from "yaml";
import { compared } from "../../../plan/cli/comparison";
import { run } from "../../../plan/cli/run";
import { identity } from "../../../plan/diff/match";
import { Propagation } from "../../../plan/diff/propagation";
import { resourcesOf } from "../../../plan/diff/snapshot";
import { readProject } from "../../../plan/project/project";
import { planDocument } from "../../../plan/report/json";
import { Printer } from "../../../plan/report/printable";
import type { Recording } from "../../../plan/types";
import { noCost } from "../resources";

const project = readProject(path.resolve(__dirname, "../../.."));

interface Texts {
  readonly stack: string;
  readonly cluster: string;
  readonly tag: string;
}

/** A stack whose roles have an IAM path. */
async function recordingOf({ stack, cluster, tag }: Texts, rolePath: string, generation = 0): Promise<Recording> {
  const sections = { cluster: { name: cluster }, tags: { environment: tag }, iam: { path: rolePath } };
  const config = Object.fromEntries(Object.entries(sections).map(([key, value]) => [`eks-blueprints:${key}`, value]));
  const text = stringify({ config: { "aws:region": "eu-west-1", ...config } });
  return (await run(project, stack, { text, label: "settings" }, false, generation)).recording;
}

/** The operation for each resource when the path changes, against the previous plan and against its saved JSON document. */
async function movedRoles(texts: Texts): Promise<{ byPlan: string[]; byDocument: string[] }> {
  const [before, after] = [await recordingOf(texts, "/"), await recordingOf(texts, "/a/")];
  const propagation = new Propagation(after.resources, (await recordingOf(texts, "/a/", 1)).resources);
  const document = planDocument({
    project: project.name,
    stack: texts.stack,
    settings: null,
    recording: before,
    findings: [],
    cost: noCost,
  });
  const operations = (was: Parameters<typeof compared>[0]) =>
    compared(was, after.resources, { propagation, printer: new Printer(after), directory: project.directory })
      .comparison.changes.map(({ op, urn }) => `${op} ${identity(urn)}`)
      .sort();
  return { byPlan: operations(before.resources), byDocument: operations(resourcesOf(JSON.parse(JSON.stringify(document)))) };
}

const plain: Texts = { stack: "zz", cluster: "qq", tag: "xx" };

describe("plan --against", function () {
  this.timeout(180_000);

  it("replaces the policies of the control plane's role when the stack, cluster and tags share one name", async () => {
    const { byPlan } = await movedRoles({ stack: "shop", cluster: "shop", tag: "shop" });
    expect(byPlan.filter((line) => line.endsWith("::eks-eksRole-4b490823"))).to.have.length(1);
    expect(byPlan.find((line) => line.endsWith("::eks-eksRole-4b490823"))).to.match(/^replace /);
  });

  it("knows the sizes of groups that the cluster autoscaler scales", async () => {
    const reported = readFileSync("tests/fixtures/cases/autoscaled-min.yaml", "utf8");
    const settings = (size: string) => ({ text: reported.replace("{ min: 1, max: 3 }", size), label: "settings" });
    const before = (await run(project, "dev", settings("{ min: 1, max: 3, desired: 3 }"), false)).recording.resources;
    const groupAfter = async (size: string) => {
      const { resources } = (await run(project, "dev", settings(size), false, 0, before)).recording;
      const { inputs, ignoreChanges } = resources.find(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")!;
      return { size: inputs.scalingConfig, ignoreChanges };
    };
    expect(await groupAfter("{ min: 4, max: 9 }")).to.deep.equal({ size: { minSize: 4, maxSize: 9, desiredSize: 4 }, ignoreChanges: [] });
    expect((await groupAfter("{ min: 1, max: 3, desired: 1 }")).ignoreChanges).to.deep.equal(["scalingConfig.desiredSize"]);
  });

  it("reports the same changes whatever names and tags have in common with resource names, also against a JSON document", async () => {
    const expected = await movedRoles(plain);
    expect(expected.byDocument).to.deep.equal(expected.byPlan);
    const word = fc.constantFrom("shop", "eks", "eksRole", "role", "dev", "iam", "eks-eksRole-role", "default", "policy", "environment");
    await fc.assert(
      fc.asyncProperty(fc.record({ stack: word, cluster: word, tag: word }), async (texts) => {
        expect(await movedRoles(texts)).to.deep.equal(expected);
      }),
      { numRuns: 5 },
    );
  });
});
