import { expect } from "chai";
import { planDocument } from "../../../plan/report/json";
import { findingsOf, type Plan } from "../../../plan/report/plan";
import { type LogLine, type PlannedResource, Reference, Secret, UNKNOWN, type Values } from "../../../plan/types";
import { noCost, planned, urnOf } from "../resources";

const policies = { settings: { profile: "development" as const, exceptions: {} }, today: "2026-11-30" };

function planOf(resources: readonly PlannedResource[], { outputs = {}, log = [] }: { outputs?: Values; log?: LogLine[] } = {}): Plan {
  const recording = { resources, outputs, log };
  return { project: "shop", stack: "dev", settings: null, recording, findings: findingsOf(recording, [], policies), cost: noCost };
}

describe("planDocument", () => {
  it("has all fields of the documented format, including empty ones", () => {
    expect(JSON.parse(JSON.stringify(planDocument(planOf([planned({ type: "t:m:T", name: "x", id: undefined })]))))).to.deep.equal({
      version: 1,
      project: "shop",
      stack: "dev",
      settings: null,
      deployment: {
        resources: [
          {
            urn: urnOf("t:m:T", "x"),
            type: "t:m:T",
            name: "x",
            custom: true,
            inputs: {},
            outputs: {},
            dependencies: [],
            propertyDependencies: {},
            protect: false,
          },
        ],
      },
      outputs: {},
      summary: { resources: 1, byType: { "t:m:T": 1 } },
      findings: [],
      cost: noCost,
      timeline: {
        ...{
          seconds: 1,
          criticalPath: [urnOf("t:m:T", "x")],
          steps: [{ urn: urnOf("t:m:T", "x"), op: "create", start: 0, end: 1 }],
          parallel: 16,
        },
        destroy: { seconds: 1, criticalPath: [urnOf("t:m:T", "x")], steps: [{ urn: urnOf("t:m:T", "x"), op: "delete", start: 0, end: 1 }] },
      },
    });
  });

  it("hides secrets completely, and shows unknowns as such and references as URNs", () => {
    const inputs: Values = {
      a: new Secret({ b: "hidden" }),
      c: [new Secret("x")],
      d: UNKNOWN,
      e: new Reference("urn:x", "id"),
      f: { g: [UNKNOWN] },
    };
    const document = planDocument(planOf([planned({ type: "t", name: "x", inputs, id: UNKNOWN })], { outputs: { k: new Secret("y") } }));
    const [resource] = document.deployment.resources;
    expect(resource!.inputs).to.deep.equal({ a: "[secret]", c: ["[secret]"], d: "[unknown]", e: "urn:x", f: { g: ["[unknown]"] } });
    expect([resource!.id, document.outputs]).to.deep.equal(["[unknown]", { k: "[secret]" }]);
  });

  it("hides secrets inside other text, longer secrets first", () => {
    const inputs = {
      password: new Secret("hunter2!hunter2!"),
      part: new Secret("hunter2!"),
      url: "db://u:hunter2!hunter2!@host",
      short: new Secret("tcp"),
    };
    const log: LogLine[] = [{ severity: "warning", message: "[weak] hunter2!hunter2! is weak" }];
    const document = planDocument(planOf([planned({ type: "tcp", name: "x", inputs })], { log }));
    expect(document.deployment.resources[0]!.inputs.url).to.equal("db://u:[secret]@host");
    expect(document.findings).to.deep.equal([{ rule: "weak", level: "advisory", message: "[secret] is weak", fix: "", source: [] }]);
    expect(JSON.stringify(document)).not.to.contain("hunter2");
  });

  it("turns only warnings into findings", () => {
    const log: LogLine[] = [
      { severity: "info", message: "hello" },
      { severity: "warning", message: "careful", urn: "urn:x" },
      { severity: "warning", message: "[rule-1] eks-blueprints:cluster: two\nlines" },
    ];
    expect(planDocument(planOf([], { log })).findings).to.deep.equal([
      { rule: "log", level: "advisory", urn: "urn:x", message: "careful", fix: "", source: [] },
      { rule: "rule-1", level: "advisory", message: "eks-blueprints:cluster: two\nlines", fix: "", source: [] },
    ]);
  });

  it("writes the same bytes regardless of the order of properties and dependencies", () => {
    const one = planned({
      type: "t",
      name: "x",
      inputs: { a: { y: 1, x: 2 }, b: 1 },
      dependencies: ["u:2", "u:1"],
      propertyDependencies: { q: ["2", "1"], p: [] },
    });
    const other = planned({
      type: "t",
      name: "x",
      inputs: { b: 1, a: { x: 2, y: 1 } },
      dependencies: ["u:1", "u:2"],
      propertyDependencies: { p: [], q: ["1", "2"] },
    });
    expect(JSON.stringify(planDocument(planOf([one])))).to.equal(JSON.stringify(planDocument(planOf([other]))));
  });

  it("keeps the resource options that a deployment keeps", () => {
    const options = {
      ignoreChanges: ["a"],
      aliases: ["urn:old"],
      retainOnDelete: true,
      external: true,
      simulatedBy: "awsx:ec2:Vpc",
      protect: true,
    };
    expect(planDocument(planOf([planned({ type: "t", name: "x", ...options })])).deployment.resources[0]).to.deep.include(options);
  });
});
