import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import loadBalancerController from "../../components/addons/catalog/aws-load-balancer-controller/crds.json";
import verticalPodAutoscaler from "../../components/addons/catalog/vertical-pod-autoscaler/crds.json";
import type { AddonName } from "../../components/addons/names";
import { addonVersions } from "../../components/addons/versions";
import { compactJson, crdsIn, withoutProse } from "../../scripts/crds/facts";

const records = { "aws-load-balancer-controller": loadBalancerController, "vertical-pod-autoscaler": verticalPodAutoscaler };

describe("CRD facts", () => {
  it("have the pinned chart version", () => {
    for (const [addon, { version }] of Object.entries(records))
      expect(version, "run npm run crds").to.equal(addonVersions[addon as AddonName].chart);
  });

  it("omit descriptions, but not properties named description", () => {
    const properties = {
      description: { type: "string", description: "What it is for." },
      properties: { type: "object", description: "More" },
    };
    const schema = { description: "A cake.", properties, required: ["description"] };
    expect(withoutProse(schema)).to.deep.equal({
      properties: { description: { type: "string" }, properties: { type: "object" } },
      required: ["description"],
    });
  });

  it("contain no descriptions in the repository", () => {
    for (const record of Object.values(records)) expect(withoutProse(record)).to.deep.equal(record);
  });

  it("include the CRDs of all files in `crds/`, sorted by name", () => {
    const chart = mkdtempSync(path.join(tmpdir(), "chart-"));
    const crd = (name: string) =>
      `kind: CustomResourceDefinition\nmetadata: { name: ${name} }\nspec: { scope: Cluster, description: A cake }\n`;
    mkdirSync(path.join(chart, "crds"));
    writeFileSync(path.join(chart, "crds", "b.yaml"), `---\n${crd("tarts.example.com")}---\n${crd("cakes.example.com")}---\n`);
    const approved = 'pies.example.com, annotations: { "api-approved.kubernetes.io": "https://example.com/1" }';
    writeFileSync(path.join(chart, "crds", "a.yaml"), crd(approved));
    writeFileSync(path.join(chart, "crds", "kustomization.yaml"), "kind: Kustomization\nresources: [a.yaml]\n");
    const { crds: found, approvals } = crdsIn(chart);
    rmSync(chart, { recursive: true });
    expect(Object.keys(found)).to.deep.equal(["cakes.example.com", "pies.example.com", "tarts.example.com"]);
    expect(approvals).to.deep.equal({ "pies.example.com": "https://example.com/1" });
    expect(found["pies.example.com"]).to.deep.equal({ scope: "Cluster" });
  });

  it("are JSON that breaks only long lines", () => {
    const value = { short: { a: 1 }, long: ["x".repeat(30), { b: "y".repeat(20) }] };
    const text = compactJson(value, "", 40);
    expect(JSON.parse(text)).to.deep.equal(value);
    expect(text.split("\n")).to.include(' "short": {"a":1},');
    expect(Math.max(...text.split("\n").map((line) => line.length))).to.be.at.most(40);
  });
});
