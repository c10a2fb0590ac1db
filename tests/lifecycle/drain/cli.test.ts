import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { awsCommand } from "../../../components/lifecycle/drain/aws/cli";

describe("the aws command", () => {
  const original = { PATH: process.env.PATH, AWS_PROFILE: process.env.AWS_PROFILE };
  let directory: string;
  const log = () => readFileSync(path.join(directory, "log"), "utf8").trim().split("\n");

  /** An `aws` that writes down its words, key and profile, and does what a line of shell says. */
  function stub(does: string): void {
    const file = path.join(directory, "aws");
    writeFileSync(file, `#!/bin/sh\necho "$* key=$AWS_ACCESS_KEY_ID profile=$AWS_PROFILE" >> '${directory}/log'\n${does}\n`);
    chmodSync(file, 0o755);
  }

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "aws-"));
    process.env.PATH = `${directory}${path.delimiter}${original.PATH}`;
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(original)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(directory, { recursive: true });
  });
  const failed = (words: readonly string[]) =>
    awsCommand({ region: "eu-west-1" })(words).then(
      () => undefined,
      ({ code, message }) => ({ code, message }),
    );

  it("asks in the stack's region, by its profile, and takes silence for an answer", async () => {
    stub("true");
    expect(await awsCommand({ region: "eu-west-1", profile: "dev" })(["ec2", "describe-vpcs"])).to.equal(null);
    expect(log()[0]).to.match(/^ec2 describe-vpcs --region eu-west-1 --output json .*--profile dev key=/);
  });

  it("assumes roles one after the other, once, and asks as the last of them, whatever profile the environment names", async () => {
    process.env.AWS_PROFILE = "mine";
    const given = `{"Credentials":{"AccessKeyId":"'"$4"'","SecretAccessKey":"s","SessionToken":"t","Expiration":"2099-01-01T00:00:00Z"}}`;
    stub(`case "$1" in sts) echo '${given}';; *) echo '{"Vpcs":[]}';; esac`);
    const aws = awsCommand({ region: "eu-west-1", profile: "dev", roleArns: ["arn:first", "arn:second"] });
    expect(await aws(["ec2", "describe-vpcs"])).to.deep.equal({ Vpcs: [] });
    await aws(["ec2", "describe-vpcs"]);
    const said = log().map((line) =>
      line.replace(/--region.*--cli-read-timeout 30 ?/, "").replace("--role-session-name eks-blueprints-drain ", ""),
    );
    expect(said).to.deep.equal([
      "sts assume-role --role-arn arn:first --profile dev key= profile=mine".replace("key=", `key=${process.env.AWS_ACCESS_KEY_ID ?? ""}`),
      "sts assume-role --role-arn arn:second key=arn:first profile=",
      "ec2 describe-vpcs key=arn:second profile=",
      "ec2 describe-vpcs key=arn:second profile=",
    ]);
  });

  it("ends a command that hangs, also one that heeds no signal, and gives none anything to read", async () => {
    const aws = awsCommand({ region: "eu-west-1" });
    stub("trap '' TERM INT; sleep 30");
    const error = await aws(["ec2", "describe-vpcs"], { timeoutMilliseconds: 300 }).catch((reason) => reason);
    expect(error).to.deep.include({ code: "NoAnswer", message: "aws ec2 describe-vpcs gave no answer within 1 seconds" });
    stub(`read code; echo "{\\"code\\":\\"$code\\"}"`);
    expect(await aws(["ec2", "describe-vpcs"])).to.deep.equal({ code: "" });
  });

  it("makes what AWS says harmless for a terminal", async () => {
    stub(`printf 'An error occurred (DependencyViolation): in\\n\\033[31muse \\342\\200\\256 by\\302\\2331m x\\177\\r' >&2; exit 254`);
    const { code, message } = (await failed(["ec2", "delete-security-group"]))!;
    expect(code).to.equal("DependencyViolation");
    expect(message).to.equal("An error occurred (DependencyViolation): in \\u001b[31muse \\u202e by\\u009b1m x\\u007f");
  });

  it("tells what AWS refuses by its code, and that AWS was not asked", async () => {
    stub(`echo "An error occurred (DependencyViolation) when calling the DeleteSecurityGroup operation: in use" >&2; exit 254`);
    expect(await failed(["ec2", "delete-security-group"])).to.deep.include({ code: "DependencyViolation" });
    for (const said of [
      "Unable to locate credentials. You can configure credentials by running aws configure.",
      "An error occurred (ExpiredToken) when calling the AssumeRole operation: The security token included in the request is expired",
      "The config profile (dev) could not be found",
    ]) {
      stub(`echo '${said}' >&2; exit 255`);
      expect(await failed(["eks", "describe-cluster"]), said).to.deep.equal({ code: "NotSignedIn", message: said });
    }
    stub("echo usage");
    expect(await failed(["eks", "describe-cluster"])).to.deep.equal({
      code: "NoAnswer",
      message: "aws eks describe-cluster did not print JSON",
    });
    stub("echo 'Could not connect to the endpoint URL: https://eks.eu-west-1.amazonaws.com/clusters/shop' >&2; exit 255");
    expect(await failed(["eks", "describe-cluster"])).to.deep.include({ code: "NoAnswer" });
    stub("exit 3");
    expect(await failed(["eks", "describe-cluster"])).to.deep.equal({
      code: "Unknown",
      message: "the command aws ended with status 3 and said nothing",
    });
    process.env.PATH = "";
    expect(await failed(["eks", "describe-cluster"])).to.deep.equal({ code: "NoCommand", message: "the command aws is not there" });
  });
});
