import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";

const root = path.resolve(__dirname, "../..");

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const workflow = parse(readFileSync(path.join(root, ".github/workflows/plan.yml"), "utf8")) as {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<"plan" | "comment", Job>>;
};
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

/** Runs the planned program of the folder in which it is called, without npm. */
const npm = `#!/usr/bin/env bash
if [ "$1" = ci ]; then ln -sfn "${root}/node_modules" node_modules; exit; fi
[ "$1 $2 $3 $4" = "run --silent plan --" ] || { echo "unexpected: npm $*" >&2; exit 99; }
exec node --require "${root}/register.cjs" "${root}/plan/cli/main.ts" --cwd "$PWD" "\${@:5}"
`;

/** Records what it is called with, and answers lists of comments. */
const gh = `#!/usr/bin/env node
const fs = require("node:fs");
const args = process.argv.slice(2);
fs.appendFileSync(process.env.CALLS, JSON.stringify(args) + "\\n");
if (args.includes("--slurp")) process.stdout.write(process.env.COMMENTS);
`;

const program = `
import * as pulumi from "@pulumi/pulumi";
class Thing extends pulumi.CustomResource {
  constructor(name: string) {
    super("test:index:Thing", name, {});
  }
}
const size = new pulumi.Config().requireNumber("size");
for (let at = 0; at < size; at++) new Thing("thing-" + at);
`;

describe("workflow plan.yml", function () {
  this.timeout(180_000);
  let directory: string;
  let repository: string;

  const file = (...parts: string[]) => path.join(directory, ...parts);
  const git = (...args: string[]) => {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"];
    const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd: repository, encoding: "utf8" });
    expect(status, stderr).to.equal(0);
  };
  const write = (name: string, text: string) => writeFileSync(path.join(repository, name), text);

  /** Runs a step as GitHub does. */
  function run(name: string, environment: Readonly<Record<string, string>> = {}, cwd = repository) {
    const script = steps.find((step) => step.name === name)!.run!;
    const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd,
      encoding: "utf8",
      env: {
        PATH: `${file("bin")}:${process.env.PATH}`,
        HOME: directory,
        RUNNER_TEMP: file("temp"),
        GITHUB_STEP_SUMMARY: file("summary.md"),
        GITHUB_BASE_REF: "release/1",
        GITHUB_REPOSITORY: "example/shop",
        CALLS: file("calls"),
        ...environment,
      },
    });
    return { status, stdout, stderr };
  }

  before(function () {
    if (["git", "bash"].some((command) => spawnSync(command, ["--version"]).error)) this.skip(); // Windows has neither
    directory = mkdtempSync(path.join(tmpdir(), "workflow-"));
    repository = file("repository");
    for (const folder of [repository, file("bin"), file("temp")]) mkdirSync(folder);
    writeFileSync(file("bin/npm"), npm, { mode: 0o755 });
    writeFileSync(file("bin/gh"), gh, { mode: 0o755 });
    git("init", "--quiet");
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\nmain: index.ts\n");
    write("index.ts", program);
    write(".gitignore", "node_modules\n");
    write("Pulumi.dev.yaml", "config:\n  size: 1\n");
    git("add", ".");
    git("commit", "--quiet", "-m", "base");
    git("switch", "--quiet", "-c", "change");
    write("Pulumi.dev.yaml", "config:\n  size: 3\n");
    write("Pulumi.new.yaml", "config:\n  size: 1\n");
    write("Pulumi.broken.yaml", "config:\n\tsize: `</details>`\n");
    git("add", ".");
    git("commit", "--quiet", "-m", "change");
    git("switch", "--quiet", "main");
    git("merge", "--quiet", "--no-ff", "-m", "merge", "change");
  });
  after(() => directory && rmSync(directory, { recursive: true }));

  it("plans the base branch and the pull request, and fails where a stack cannot be planned", () => {
    const base = run("Plan the base branch");
    expect(base.status, base.stderr).to.equal(0);
    expect(existsSync(file("temp/plans/dev/release-1.json"))).to.equal(true);

    const planned = run("Plan the pull request");
    expect(planned.status, planned.stderr).to.equal(1); // because of the broken stack
    const comment = readFileSync(file("temp/report/comment.md"), "utf8");
    expect(comment).to.match(/^<!-- eks-blueprints plan -->\n/);
    expect(comment).to.include("stack <code>dev</code> of <code>shop</code>, coming from <code>release-1</code>");
    expect(comment).to.include("| Changes | 2 created, 0 changed, 0 replaced, 0 deleted |");
    expect(comment).to.include("stack <code>new</code> of <code>shop</code>\n");
    expect(comment).to.match(/### This stack cannot be planned\n\n {4}Pulumi\.broken\.yaml\n {4}Pulumi\.broken\.yaml: /);
    expect(readFileSync(file("summary.md"), "utf8")).to.equal(comment);
    for (const stack of ["dev", "new"]) expect(readFileSync(file(`temp/report/${stack}.html`), "utf8")).to.include("<!doctype html>");
  });

  describe("the comment", () => {
    const url = "repos/example/shop/issues/7/comments";
    const post = (comments: unknown) => {
      rmSync(file("calls"), { force: true });
      const cwd = file("comment");
      mkdirSync(path.join(cwd, "report"), { recursive: true });
      const { status, stderr } = run("Post or update the comment", { NUMBER: "7", COMMENTS: JSON.stringify(comments) }, cwd);
      expect(status, stderr).to.equal(0);
      return readFileSync(file("calls"), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as string[]);
    };
    const comment = (id: number, login: string, body: string) => ({ id, user: { login }, body });
    const body = ["--field", "body=@report/comment.md"];

    it("is created at first", () => {
      expect(post([[comment(1, "octocat", "<!-- eks-blueprints plan --> not ours")], []])).to.deep.equal([
        ["api", "--paginate", "--slurp", `${url}?per_page=100`],
        ["api", "--silent", "--method", "POST", url, ...body],
      ]);
    });

    it("is updated later", () => {
      const pages = [
        [comment(1, "github-actions[bot]", "other")],
        [comment(2, "github-actions[bot]", "<!-- eks-blueprints plan -->\nold")],
      ];
      expect(post(pages)[1]).to.deep.equal(["api", "--silent", "--method", "PATCH", "repos/example/shop/issues/comments/2", ...body]);
    });
  });

  it("pins actions, fills nothing into scripts, and gives each job only what it needs", () => {
    for (const { uses, run: script } of steps) {
      if (uses) expect(uses).to.match(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
      if (script) expect(script).not.to.include("${{");
    }
    expect(workflow.permissions).to.deep.equal({});
    expect(workflow.jobs.plan.permissions).to.deep.equal({ contents: "read" });
    expect(workflow.jobs.comment.permissions).to.deep.equal({ "pull-requests": "write" });
    expect(readFileSync(path.join(root, ".github/workflows/plan.yml"), "utf8")).not.to.match(/secrets\.|pull_request_target/);
  });
});
