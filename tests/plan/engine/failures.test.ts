import { spawnSync } from "node:child_process";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { SettingsError } from "../../../components/util/settings-error";
import { ProgramError } from "../../../plan/engine/errors";
import { Group, problems, Remote, run, runFixture, simulation, Thing, urn } from "./support";

describe("what is wrong with a program", () => {
  it("is all told, resource by resource, without what only follows from it", async () => {
    const lines = await problems(
      run(() => {
        const a = new Thing("a", { refused: "one" });
        new Thing("b", { refused: "two" });
        new Thing("c", { label: a.arn, refused: "not judged" });
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

  it("inside a component is told once, with the child", async () => {
    const refusing = {
      ...simulation,
      resource: (request: Parameters<typeof simulation.resource>[0]) =>
        simulation.resource({ ...request, inputs: { ...request.inputs, refused: "always" } }),
    };
    const lines = await problems(run(() => new Thing("user", { label: new Remote("net").arn }), { simulation: refusing }));
    expect(lines).to.deep.equal([`${urn("net-first", "test:index:Remote$test:index:Thing")}: property refused: always`]);
  });

  it("is all told where the program takes its time, and methods of what is refused say nothing", async () => {
    const slowly = async () => {
      const net = new Remote("net", { size: new Thing("a", { refused: "one" }).size });
      const greeting = net.greet("you").apply((result) => result.greeting.length);
      await new Promise((resolve) => setTimeout(resolve, 120));
      new Thing("b", { refused: "two" });
      return { greeting };
    };
    expect(await problems(run(slowly))).to.deep.equal([`${urn("a")}: property refused: one`, `${urn("b")}: property refused: two`]);
  });

  it("may be an input that fails", async () => {
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

  it("may be two resources of one name", async () => {
    expect(await problems(run(() => [new Thing("a"), new Thing("a")]))).to.deep.equal([
      `${urn("a")}: Duplicate resource URN '${urn("a")}'; try giving it a unique name`,
    ]);
  });

  it("may be what it throws: with its place, without a stack trace", async () => {
    expect(await problems(runFixture("throws"))).to.deep.equal(["TypeError: nothing works (index.ts:9)"]);
  });

  it("may be what it throws in an apply, or later", async () => {
    const fail = (message: string) => () => {
      throw new Error(message);
    };
    expect((await problems(run(() => void new Thing("a").arn.apply(fail("in apply"))))).join()).to.match(/^in apply/);
    expect((await problems(run(() => void setTimeout(fail("later"), 1)))).join()).to.match(/^later/);
    expect(await problems(run(() => Promise.reject("text")))).to.deep.equal(["the program threw text"]);
  });

  it("may be what it says: settings by path, an abrupt end in its own words, errors in its log", async () => {
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

  it("may be a package that is not installed", async () => {
    expect((await problems(run(() => require("not-installed")))).join("\n")).to.match(/^Cannot find module 'not-installed'[^\n]*$/);
  });

  it("may be that there is none, or no SDK beside it", async () => {
    expect(await problems(runFixture("nowhere"))).to.have.length(1);
    expect((await problems(runFixture("inline", { directory: "/", main: "" }))).join()).to.match(/there is no index.ts or index.js/);
  });

  it("may be what other stacks export, which nobody sees offline", async () => {
    const lines = await problems(run(() => ({ id: new pulumi.StackReference("acme/net/dev").getOutput("id") })));
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/StackReference::acme\/net\/dev: outputs of stack 'acme\/net\/dev' cannot be read offline; with --preview/);
  });

  it("leaves no trace in the next run", async () => {
    await problems(runFixture("throws"));
    expect((await run(() => ({ arn: new Thing("a").arn }))).outputs).to.deep.equal({ arn: "arn:a" });
  });
});

describe("a program that comes to no end", () => {
  // In a process of its own: this one never runs dry while its tests have timers.
  const plan = (fixture: string) => {
    const script = `require("./support").problems(require("./support").runFixture(${JSON.stringify(fixture)})).then((lines) => console.log(lines.join("\\n")))`;
    const register = path.join(__dirname, "..", "..", "..", "register.cjs");
    return spawnSync(process.execPath, ["--require", register, "-e", script], {
      cwd: __dirname,
      encoding: "utf8",
      timeout: 15_000,
    }).stdout.trim();
  };

  it("is told which resources wait", () => {
    expect(plan("never")).to.match(/^urn:pulumi:dev::shop::test:index:Group\$test:index:Thing::stuck: waits for an input that never comes/);
  });

  it("is told so where no resource waits", () => {
    expect(plan("hangs")).to.match(/^the program came to no end/);
  });
});
