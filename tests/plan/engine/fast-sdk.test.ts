import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";

const root = path.join(__dirname, "..", "..", "..");
const register = path.join(root, "register.cjs");

/** Runs a script in a separate process, where the SDK is not loaded yet. */
function evaluate(script: string, environment: NodeJS.ProcessEnv = {}): unknown {
  const env = { ...process.env, ...environment };
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", register, "-e", script], { cwd: __dirname, encoding: "utf8", env });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** @param before the module to load first: our hooks, or the SDK, which then is the stock one. */
const plan = (fixture: string, before: string) => `
  require(${JSON.stringify(before)});
  const { runFixture, simulation } = require("./support");
  const order = [];
  const noting = { ...simulation, resource: (request) => { order.push(request.urn); return simulation.resource(request); } };
  runFixture(${JSON.stringify(fixture)}, { simulation: noting }).then(({ resources, outputs }) => {
    const lazy = Object.keys(require.cache).filter((file) => /[\\\\/](@npmcli[\\\\/]arborist|typescript)[\\\\/]/.test(file)).length;
    console.log(JSON.stringify({ order, resources, outputs, lazy }));
  });`;

interface Result {
  readonly order: readonly string[];
  readonly lazy: number;
}
const fast = (fixture: string) => evaluate(plan(fixture, "../../../plan/engine/fast-sdk")) as Result;
const stock = (fixture: string) => evaluate(plan(fixture, "@pulumi/pulumi"), { PULUMI_DEBUG_PROMISE_LEAKS: "1" }) as Result;

describe("fast SDK loading", () => {
  for (const fixture of ["many", "dynamic"])
    it(`registers the same resources as the stock SDK, in the same order: ${fixture}`, () => {
      const { lazy: _, ...ours } = fast(fixture);
      const { lazy: __, ...theirs } = stock(fixture);
      expect(ours.order).not.to.have.length(0);
      expect(ours).to.deep.equal(theirs);
    });

  it("loads the closure serializer only for a program with dynamic resources", () => {
    expect(fast("many").lazy).to.equal(0);
    expect(fast("dynamic").lazy).to.be.greaterThan(0);
    expect(stock("many").lazy).to.be.greaterThan(0);
  });

  it("passes every test of the engine", function () {
    this.timeout(180_000);
    const apart = [path.basename(__filename), "lazy-modules.test.ts"]; // these start processes of their own
    const tests = readdirSync(__dirname).filter((file) => file.endsWith(".test.ts") && !apart.includes(file));
    const mocha = [path.join(root, "node_modules", "mocha", "bin", "mocha.js"), "--no-config", "--timeout", "20000"];
    const preload = ["--require", register, "--require", path.join(root, "plan", "engine", "fast-sdk.ts")];
    const { status, stdout } = spawnSync(process.execPath, [...mocha, ...preload, ...tests], { cwd: __dirname, encoding: "utf8" });
    expect(status, stdout).to.equal(0);
  });

  it("leaves an SDK of an unknown layout unchanged", () => {
    const script = `
      const { withDirectDependencies, withLazyOutputs, withoutCallSites, withoutStackTraces } = require("../../../plan/engine/fast-sdk");
      const debuggable = { debuggablePromise: (promise, context, more) => promise, debugPromiseLeaks: false };
      const rpc = { transferProperties: () => ({}) };
      const classes = { Resource: { callsites: (skip) => [skip] } };
      const dependsOn = { getAllTransitivelyReferencedResourceURNs: (resources) => resources };
      const registrations = { setStackResource: (stack, more) => stack, registerResource: () => {} };
      const all = () => [registrations.setStackResource, registrations.registerResource, dependsOn.getAllTransitivelyReferencedResourceURNs, debuggable.debuggablePromise, rpc.transferProperties, classes.Resource.callsites];
      const before = all();
      withoutStackTraces({ debuggable, state: { getStore: () => ({ leakCandidates: new Set() }) } })();
      withLazyOutputs({ rpc, output: {}, root: "/" });
      withoutCallSites({ classes });
      withDirectDependencies({ dependsOn, classes });
      const { withLeanRegistrations } = require("../../../plan/engine/lean-registrations");
      withLeanRegistrations({ state: registrations, resource: registrations });
      withoutCallSites({ classes: { Resource: {} } });
      console.log(JSON.stringify(all().every((after, i) => after === before[i])));`;
    expect(evaluate(script)).to.equal(true);
  });
});
