import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { expect } from "chai";
import { stackPath } from "../../harness/mocks/stacks";

const root = path.join(__dirname, "..", "..", "..");

/** Runs a script in a process of its own, where nothing is loaded yet, and reads what it prints. */
function evaluate(script: string): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", "./register.cjs", "-e", script], { cwd: root, encoding: "utf8" });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("lazy modules", function () {
  this.timeout(180_000);

  /** Files of packages that a plan of a stack file loads. */
  function packageFiles(stackFile: string): string[] {
    const script = `
      const { plan } = require("./plan/cli/plan");
      const { parseArguments } = require("./plan/cli/arguments");
      plan(parseArguments(["--config", ${JSON.stringify(stackFile)}])).then(() => console.log(JSON.stringify(Object.keys(require.cache))));`;
    return (evaluate(script) as string[]).flatMap((file) => {
      const [, name, inside] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](.*)/.exec(file) ?? [];
      return name === undefined ? [] : [`${name}/${inside}`.replaceAll("\\", "/")];
    });
  }

  it("keep a plan of dev from loading packages that it does not use", () => {
    const unused = [
      /^typescript\//,
      /^esbuild\/lib\//,
      /^@npmcli\//,
      /^(normalize-package-data|fdir|glob|js-yaml|execa|mime)\//,
      /^@(grpc|opentelemetry|aws-sdk|smithy)\//,
      /^@pulumi\/pulumi\/(automation|provider)\//,
      /^@pulumi\/awsx\/classic\//,
      /^@pulumi\/aws\/(sagemaker|rds|ecs)\/index/,
      /^@pulumi\/kubernetes\/(helm|yaml|kustomize)\//,
      /^zod\/v4\/locales\/(?!en\.)/,
    ];
    expect(packageFiles(stackPath("dev")).filter((file) => unused.some((pattern) => pattern.test(file)))).to.deep.equal([]);
  });

  it("keep transforms from loading gRPC, and charts from loading every API group", () => {
    const loaded = packageFiles(path.join(root, "tests/fixtures/state/everything.yaml"));
    expect(loaded).to.include.members(["@pulumi/pulumi/runtime/callbacks.js", "@pulumi/kubernetes/helm/v3/release.js"]);
    const unused = [/^@grpc\//, /^@pulumi\/kubernetes\/(auditregistration|coordination|extensions|storagemigration)\//];
    expect(loaded.filter((file) => unused.some((pattern) => pattern.test(file)))).to.deep.equal([]);
  });

  it("behave like the modules that they stand for", () => {
    const script = `
      require("./plan/engine/lazy-modules");
      const aws = require("@pulumi/aws");
      const before = Object.keys(require.cache).filter((file) => /aws.sns.index/.test(file)).length;
      const keys = Object.keys(aws.sns);
      console.log(JSON.stringify({
        before,
        keys: keys.includes("Topic"),
        has: "Topic" in aws.sns && !("Nothing" in aws.sns),
        same: require("@pulumi/aws/sns") === aws.sns,
        spread: typeof { ...aws.sns }.Topic,
      }));`;
    expect(evaluate(script)).to.deep.include({ before: 0, keys: true, has: true, same: true, spread: "function" });
  });

  it("load the class of a resource that a program refers to", () => {
    const script = `
      const { loadClassOf } = require("./plan/engine/lazy-modules");
      require("@pulumi/kubernetes"); require("@pulumi/aws");
      const { getResourceModule } = require("@pulumi/pulumi/runtime/rpc");
      const known = () => [getResourceModule("aws", "ec2/vpc", ""), getResourceModule("kubernetes", "rbac.authorization.k8s.io/v1", "")].map(Boolean);
      const before = known();
      loadClassOf("urn:pulumi:dev::shop::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::net");
      loadClassOf("urn:pulumi:dev::shop::kubernetes:rbac.authorization.k8s.io/v1:Role::reader");
      console.log(JSON.stringify([...before, ...known()]));`;
    expect(evaluate(script)).to.deep.equal([false, false, true, true]);
  });
});
