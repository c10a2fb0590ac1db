import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { awsCommand } from "../../../../components/lifecycle/drain/aws/cli";
import { verifyAccount } from "../../../../components/lifecycle/drain/identity";
import { fakeRuntime, minutes } from "./fake-aws";

describe("awsCommand", () => {
  const original = { PATH: process.env.PATH, AWS_PROFILE: process.env.AWS_PROFILE };
  let directory: string;
  const log = () => readFileSync(path.join(directory, "log"), "utf8").trim().split("\n");

  /** An `aws` command that records its arguments, key and profile, and runs a line of shell. */
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

  it("uses the stack's region and profile, and accepts empty output", async () => {
    stub("true");
    expect(await awsCommand({ region: "eu-west-1", login: { profile: "dev" } })(["ec2", "describe-vpcs"])).to.equal(null);
    expect(log()[0]).to.match(/^ec2 describe-vpcs --region eu-west-1 --output json .*--profile dev key=/);
  });

  /** An `aws` command whose STS returns the role's name as key, valid for `lasts`; other commands print `{}`. */
  function sts(lasts = "2099-01-01T00:00:00Z", otherwise = "echo '{}'"): void {
    const role = '$(echo "$*" | sed "s|.*--role-arn [^ ]*role/\\([^ ]*\\).*|\\1|")';
    const given = `{\\"Credentials\\":{\\"AccessKeyId\\":\\"${role}\\",\\"SecretAccessKey\\":\\"s\\",\\"SessionToken\\":\\"t\\",\\"Expiration\\":\\"${lasts}\\"}}`;
    stub(`case "$1" in sts) echo "${given}";; *) ${otherwise};; esac`);
  }
  const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
  const own = process.env.AWS_ACCESS_KEY_ID ?? "";
  /** The commands that ran, without the flags common to all. */
  const ran = () => log().map((line) => line.replace(/ --output json --cli-connect-timeout 5 --cli-read-timeout 30/, ""));

  it("assumes roles in order, once, and runs commands as the last one, regardless of profiles in the environment", async () => {
    process.env.AWS_PROFILE = "mine";
    sts();
    const login = {
      profile: "dev",
      assumeRoles: [{ roleArn: role("hub") }, { roleArn: role("spoke"), externalId: "shop", sessionName: "ci" }],
    };
    const aws = awsCommand({ region: "eu-west-1", login });
    await Promise.all([aws(["ec2", "describe-vpcs"]), aws(["ec2", "describe-vpcs"])]);
    expect(ran()).to.deep.equal([
      `sts assume-role --role-arn ${role("hub")} --role-session-name eks-blueprints-drain --region eu-west-1 --profile dev key=${own} profile=mine`,
      `sts assume-role --role-arn ${role("spoke")} --role-session-name ci --external-id shop --region eu-west-1 key=hub profile=`,
      "ec2 describe-vpcs --region eu-west-1 key=spoke profile=",
      "ec2 describe-vpcs --region eu-west-1 key=spoke profile=",
    ]);
  });

  it("stops a command that hangs, even one that ignores signals, and gives commands no input", async () => {
    const aws = awsCommand({ region: "eu-west-1" });
    stub("trap '' TERM INT; sleep 30");
    const error = await aws(["ec2", "describe-vpcs"], { timeoutMilliseconds: 300 }).catch((reason) => reason);
    expect(error).to.deep.include({ code: "NoAnswer", message: "aws ec2 describe-vpcs did not answer within 1 seconds" });
    stub(`read code; echo "{\\"code\\":\\"$code\\"}"`);
    expect(await aws(["ec2", "describe-vpcs"])).to.deep.equal({ code: "" });
  });

  it("escapes terminal control characters in error messages", async () => {
    stub(`printf 'An error occurred (DependencyViolation): in\\n\\033[31muse \\342\\200\\256 by\\302\\2331m x\\177\\r' >&2; exit 254`);
    const { code, message } = (await failed(["ec2", "delete-security-group"]))!;
    expect(code).to.equal("DependencyViolation");
    expect(message).to.equal("An error occurred (DependencyViolation): in \\u001b[31muse \\u202e by\\u009b1m x\\u007f");
  });

  it("passes values that begin with a dash as values, not flags", async () => {
    stub("echo '{}'");
    const login = { assumeRoles: [{ roleArn: "arn:aws:iam::444455556666:role/deployer", externalId: "-x", sessionName: "--ci" }] };
    const { code, message } = await awsCommand({ region: "eu-west-1", login })(["sts", "get-caller-identity"]).catch((error) => error);
    expect(log()[0]).to.contain("--role-session-name=--ci --external-id=-x");
    expect([code, message], "an empty response is an AWS error, which is retried").to.deep.equal([
      "NoAnswer",
      "STS returned no credentials",
    ]);
  });

  it("changes nothing when a renewed session is in another account", async () => {
    const sessions = path.join(directory, "sessions");
    stub(`case "$2" in
      assume-role) echo >> '${sessions}'
        echo '{"Credentials":{"AccessKeyId":"K'$(wc -l < '${sessions}')'","SecretAccessKey":"s","SessionToken":"t","Expiration":"2020-01-01T00:00:00Z"}}';;
      get-caller-identity) [ "$AWS_ACCESS_KEY_ID" = K1 ] && a=444455556666 || a=222222222222; echo '{"Account":"'$a'","Arn":"arn"}';;
      *) echo '{}';;
    esac`);
    const login = { assumeRoles: [{ roleArn: "arn:aws:iam::444455556666:role/hub", externalId: "a" }] };
    const inputs = { clusterName: "shop", clusterArn: "arn:aws:eks:eu-west-1:444455556666:cluster/shop", region: "eu-west-1", login };
    const verified = await verifyAccount(inputs, awsCommand(inputs), fakeRuntime(), minutes(1));
    const refused = await verified.aws(["logs", "delete-log-group", "--log-group-name", "/aws/eks/shop/cluster"]).catch((error) => error);
    expect(refused.code).to.equal("OtherAccount");
    const error = await verified.stillThere().catch((reason) => reason);
    expect(error.message).to.contain("account 222222222222").and.to.contain("account 444455556666");
    expect(log().join("\n")).not.to.contain("delete-log-group");
  });

  it("passes all session settings of the login to STS", async () => {
    sts();
    const login = {
      stsRegion: "us-east-1",
      assumeRoles: [
        {
          roleArn: role("a"),
          duration: "1h30m",
          policy: "{}",
          policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
          sourceIdentity: "kim",
          tags: { team: "shop" },
          transitiveTagKeys: ["team"],
        },
      ],
    };
    await awsCommand({ region: "eu-west-1", login })(["ec2", "describe-vpcs"]);
    expect(ran()[0]).to.contain(
      '--duration-seconds 5400 --policy {} --policy-arns [{"arn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}] --source-identity kim ' +
        '--tags [{"Key":"team","Value":"shop"}] --transitive-tag-keys ["team"] --region us-east-1 ',
    );
  });

  it("signs in with a web identity instead of profile and keys, then assumes roles", async () => {
    sts();
    const assumeRoleWithWebIdentity = { roleArn: role("ci"), webIdentityTokenFile: "/run/token" };
    const login = { profile: "dev", assumeRoleWithWebIdentity, assumeRoles: [{ roleArn: role("deployer") }] };
    await awsCommand({ region: "eu-west-1", login })(["ec2", "describe-vpcs"]);
    expect(ran().map((line) => line.replace(/ --role-session-name eks-blueprints-drain/, ""))).to.deep.equal([
      `sts assume-role-with-web-identity --role-arn ${role("ci")} --web-identity-token file:///run/token --region eu-west-1 key=${own} profile=`,
      `sts assume-role --role-arn ${role("deployer")} --region eu-west-1 key=ci profile=`,
      "ec2 describe-vpcs --region eu-west-1 key=deployer profile=",
    ]);
  });

  it("passes keys in the environment, never as arguments, whatever the environment contains", async () => {
    process.env.AWS_PROFILE = "mine";
    stub("echo '{}'");
    const login = { profile: "dev", accessKey: "AKIA", secretKey: "hush-hush", token: "tok" };
    await awsCommand({ region: "eu-west-1", login })(["ec2", "describe-vpcs"]);
    expect(ran()).to.deep.equal(["ec2 describe-vpcs --region eu-west-1 key=AKIA profile="]);
  });

  it("uses the config files of the login", async () => {
    const login = { sharedConfigFiles: ["/etc/aws/config"], sharedCredentialsFiles: ["/etc/aws/credentials"] };
    stub(`printf '"%s %s"' "$AWS_CONFIG_FILE" "$AWS_SHARED_CREDENTIALS_FILE"`);
    expect(await awsCommand({ region: "eu-west-1", login })(["sts", "get-caller-identity"])).to.equal(
      "/etc/aws/config /etc/aws/credentials",
    );
  });

  it("signs in again before a session expires, and when it expires early", async () => {
    const expired = `echo "An error occurred (ExpiredToken) when calling the DescribeVpcs operation: The security token included in the request is expired" >&2; exit 254`;
    const login = { assumeRoles: [{ roleArn: role("deployer") }] };
    sts(undefined, `test -e ${directory}/once && echo '{}' || { touch ${directory}/once; ${expired}; }`);
    expect(await awsCommand({ region: "eu-west-1", login })(["ec2", "describe-vpcs"])).to.deep.equal({});
    expect(log().map((line) => line.split(" ")[1])).to.deep.equal(["assume-role", "describe-vpcs", "assume-role", "describe-vpcs"]);

    rmSync(path.join(directory, "log"));
    sts(new Date(Date.now() + 60_000).toISOString());
    const aws = awsCommand({ region: "eu-west-1", login });
    for (const _ of [1, 2]) await aws(["ec2", "describe-vpcs"]);
    expect(log().map((line) => line.split(" ")[1])).to.deep.equal(["assume-role", "describe-vpcs", "assume-role", "describe-vpcs"]);
  });

  it("fails when a new session is rejected, and when the base credentials are expired", async () => {
    const expired = `echo "An error occurred (ExpiredToken) when calling it: The security token included in the request is expired" >&2; exit 254`;
    const login = { assumeRoles: [{ roleArn: role("deployer"), externalId: "hush-hush" }] };
    const message = (run: Promise<unknown>) =>
      run.then(
        () => "",
        (error) => error.message,
      );
    sts(undefined, expired);
    expect(await message(awsCommand({ region: "eu-west-1", login })(["ec2", "describe-vpcs"]))).to.contain("ExpiredToken");
    expect(log()).to.have.length(4);
    stub(expired);
    expect(await message(awsCommand({ region: "eu-west-1", login })(["ec2", "describe-vpcs"]))).to.contain("ExpiredToken");
    stub("exit 3");
    expect(await message(awsCommand({ region: "eu-west-1", login })(["ec2", "describe-vpcs"]))).to.not.contain("hush-hush");
  });

  it("reports AWS errors by code, and reports when AWS was not reached", async () => {
    stub(`echo "An error occurred (DependencyViolation) when calling the DeleteSecurityGroup operation: in use" >&2; exit 254`);
    expect(await failed(["ec2", "delete-security-group"])).to.deep.include({ code: "DependencyViolation" });
    for (const stderr of [
      "Unable to locate credentials. You can configure credentials by running aws configure.",
      "An error occurred (ExpiredToken) when calling the AssumeRole operation: The security token included in the request is expired",
      "The config profile (dev) could not be found",
    ]) {
      stub(`echo '${stderr}' >&2; exit 255`);
      expect(await failed(["eks", "describe-cluster"]), stderr).to.deep.equal({ code: "NotSignedIn", message: stderr });
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
      message: "the command aws exited with status 3 without output",
    });
    process.env.PATH = "";
    expect(await failed(["eks", "describe-cluster"])).to.deep.equal({ code: "NoCommand", message: "the command aws was not found" });
  });
});
