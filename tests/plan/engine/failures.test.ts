import { spawnSync } from "node:child_process";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { SettingsError } from "../../../components/util/settings-error";
import { ProgramError } from "../../../plan/engine/errors";
import { Group, problems, Remote, run, runFixture, simulation, Thing, urn } from "./support";

describe("runProgram: errors", () => {
  it("reports every rejected resource and omits errors that follow from them", async () => {
    const lines = await problems(
      run(() => {
        const a = new Thing("a", { refused: "one" });
        new Thing("b", { refused: "two" });
        new Thing("c", { label: a.arn, refused: "not validated" });
        new Group("group", (parent) => new Thing("d", { refused: "three" }, { parent, dependsOn: [] }));
        return { arn: a.arn };
      }),
    );
    expect(lines).to.have.members([
      `${urn("a")}: property refused: one`,
      `${urn("b")}: property refused: two`,
      `${urn("d", "test:index:Group$test:index:Thing")}: property refused: three`,
    ]);
  });

  it("reports an error inside a component once, at the child", async () => {
    const refusing = {
      ...simulation,
      resource: (request: Parameters<typeof simulation.resource>[0]) =>
        simulation.resource({ ...request, inputs: { ...request.inputs, refused: "always" } }),
    };
    const lines = await problems(run(() => new Thing("user", { label: new Remote("net").arn }), { simulation: refusing }));
    expect(lines).to.deep.equal([`${urn("net-first", "test:index:Remote$test:index:Thing")}: property refused: always`]);
  });

  it("reports every rejected resource of an asynchronous program, and nothing for methods of rejected resources", async () => {
    const slowly = async () => {
      const net = new Remote("net", { size: new Thing("a", { refused: "one" }).size });
      const greeting = net.greet("you").apply((result) => result.greeting.length);
      await new Promise((resolve) => setTimeout(resolve, 120));
      new Thing("b", { refused: "two" });
      return { greeting };
    };
    expect(await problems(run(slowly))).to.deep.equal([`${urn("a")}: property refused: one`, `${urn("b")}: property refused: two`]);
  });

  it("reports an input that rejects", async () => {
    const failing = () => {
      const input = Promise.reject(new Error("no such zone"));
      new Group("group", (parent) => {
        const thing = new Thing("thing", { label: input }, { parent });
        new Thing("user", { label: thing.arn }, { parent });
      });
    };
    const [line, ...more] = await problems(run(failing));
    expect(line).to.match(
      /^urn:pulumi:dev::shop::test:index:Group\$test:index:Thing::thing: error serializing property "label": no such zone/,
    );
    expect(more).to.deep.equal([]);
  });

  it("reports two resources with one URN", async () => {
    expect(await problems(run(() => [new Thing("a"), new Thing("a")]))).to.deep.equal([
      `${urn("a")}: Duplicate resource URN '${urn("a")}'; try giving it a unique name`,
    ]);
  });

  it("reports a thrown error with its location and without a stack trace", async () => {
    expect(await problems(runFixture("throws"))).to.deep.equal(["TypeError: nothing works (index.ts:9)"]);
  });

  it("reports an error thrown in an apply or in a timer", async () => {
    const fail = (message: string) => () => {
      throw new Error(message);
    };
    expect((await problems(run(() => void new Thing("a").arn.apply(fail("in apply"))))).join()).to.match(/^in apply/);
    expect((await problems(run(() => void setTimeout(fail("later"), 1)))).join()).to.match(/^later/);
    expect(await problems(run(() => Promise.reject("text")))).to.deep.equal(["the program threw text"]);
  });

  it("reports settings errors by path, a RunError by its message, and errors in the log", async () => {
    const settings = new SettingsError([
      { path: "shop:cluster.version", message: "expected text" },
      { path: "shop:network.cidr", message: "too small" },
    ]);
    const error = await run(() => Promise.reject(settings)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(ProgramError);
    expect((error as ProgramError).issues).to.deep.equal(settings.issues);
    expect(await problems(run(() => Promise.reject(new pulumi.RunError("stop\nhere"))))).to.deep.equal(["stop", "here"]);
    expect(await problems(run(() => void pulumi.log.error("wrong", new Thing("a"))))).to.deep.equal([`${urn("a")}: wrong`]);
  });

  it("reports a package that is not installed", async () => {
    expect((await problems(run(() => require("not-installed")))).join("\n")).to.match(/^Cannot find module 'not-installed'[^\n]*$/);
  });

  it("reports a missing program and a missing SDK", async () => {
    expect(await problems(runFixture("nowhere"))).to.have.length(1);
    expect((await problems(runFixture("inline", { directory: "/", main: "" }))).join()).to.match(/there is no index.ts or index.js/);
  });

  it("reports outputs of other stacks, which cannot be read offline", async () => {
    const lines = await problems(run(() => ({ id: new pulumi.StackReference("acme/net/dev").getOutput("id") })));
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/StackReference::acme\/net\/dev: outputs of stack 'acme\/net\/dev' cannot be read offline; with --preview/);
  });

  it("runs the next program normally after an error", async () => {
    await problems(runFixture("throws"));
    expect((await run(() => ({ arn: new Thing("a").arn }))).outputs).to.deep.equal({ arn: "arn:a" });
  });
});

describe("runProgram: programs that never end", () => {
  // In a separate process: the event loop of this one never becomes empty while mocha has timers.
  const plan = (fixture: string) => {
    const script = `require("./support").problems(require("./support").runFixture(${JSON.stringify(fixture)})).then((lines) => console.log(lines.join("\\n")))`;
    const register = path.join(__dirname, "..", "..", "..", "register.cjs");
    return spawnSync(process.execPath, ["--require", register, "-e", script], {
      cwd: __dirname,
      encoding: "utf8",
      timeout: 15_000,
    }).stdout.trim();
  };

  it("names the resources that wait", () => {
    expect(plan("never")).to.match(/^urn:pulumi:dev::shop::test:index:Group\$test:index:Thing::stuck: waits for an input that never comes/);
  });

  it("reports a program that hangs without a waiting resource", () => {
    expect(plan("hangs")).to.match(/^the program never ends/);
  });
});
