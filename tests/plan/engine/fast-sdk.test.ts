import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { expect } from "chai";

const register = path.join(__dirname, "..", "..", "..", "register.cjs");

/** Runs a script in a process of its own, where the SDK is not loaded yet. */
function evaluate(script: string, environment: NodeJS.ProcessEnv = {}): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", register, "-e", script], {
    cwd: __dirname,
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
}

const plan = (fixture: string) => `
  require("../../../plan/engine/fast-sdk");
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

describe("the fast way into the SDK", () => {
  for (const fixture of ["many", "dynamic"])
    it(`registers the same as the stock SDK, in the same order: ${fixture}`, () => {
      const { lazy: _, ...fast } = evaluate(plan(fixture)) as Result;
      const { lazy: __, ...stock } = evaluate(plan(fixture), { PULUMI_DEBUG_PROMISE_LEAKS: "1" }) as Result;
      expect(fast).to.deep.equal(stock);
    });

  it("loads what serializes closures only for a program that has some", () => {
    expect(evaluate(plan("many")))
      .to.deep.include({ lazy: 0 })
      .and.to.have.property("order")
      .with.length(60);
    expect((evaluate(plan("dynamic")) as Result).lazy).to.be.greaterThan(0);
  });

  it("leaves an SDK of another shape alone", () => {
    const script = `
      const { withoutStackTraces } = require("../../../plan/engine/fast-sdk");
      const debuggable = { debuggablePromise: (promise, context, more) => promise, debugPromiseLeaks: false };
      const stock = debuggable.debuggablePromise;
      withoutStackTraces({ debuggable, state: { getStore: () => ({ leakCandidates: new Set() }) } })();
      console.log(JSON.stringify(debuggable.debuggablePromise === stock));`;
    expect(evaluate(script)).to.equal(true);
  });
});
