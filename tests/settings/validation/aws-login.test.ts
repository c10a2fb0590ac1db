import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { parseStackSections } from "../../../components/settings/parse-stack-config";
import type { AwsLogin } from "../../../components/util/aws-login";
import { fakeCatalog } from "../fake-addon-catalog";
import { read, report, reportOf } from "../support";

const fixture = (name: string) => {
  const { config } = parse(readFileSync(path.join(__dirname, `../../fixtures/cases/${name}.yaml`), "utf8"));
  return reportOf(() => parseStackSections({ project: "shop", stack: "dev", values: config }, fakeCatalog));
};
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const login = (aws: object, cluster: object = {}) => read(JSON.stringify({ ...aws, "eks-blueprints:cluster": cluster }));
const kubeconfig = (aws: object, given?: object) => login(aws, given && { kubeconfig: given }).settings.cluster.kubeconfig;
const intro = (reason: string) =>
  `eks-blueprints:cluster.kubeconfig.profile: missing; \`aws eks get-token\` ${reason}. Set a profile, ` +
  "`pulumi config set --path 'eks-blueprints:cluster.kubeconfig.profile' shop-dev`, " +
  "and put it into the AWS config file (~/.aws/config) of each user of Pulumi or kubectl:";
const anybody = ["# or credential_source = Environment, where keys are in variables", "source_profile = default"];

describe("AWS login: login-external-id.yaml", () => {
  it("shows the profile that passes the external id", () =>
    expect(fixture("login-external-id")).to.deep.equal([
      intro("cannot pass the external id of arn:aws:iam::222222222222:role/deployer"),
      "[profile shop-dev]",
      "role_arn = arn:aws:iam::222222222222:role/deployer",
      ...anybody,
      "external_id = s3cr3t-ext",
      "role_session_name = ci",
    ]));
});

describe("AWS login: login-role-chain.yaml", () => {
  it("shows the profiles of the role chain", () =>
    expect(fixture("login-role-chain")).to.deep.equal([
      intro("cannot follow a chain of roles (arn:aws:iam::111111111111:role/hub, arn:aws:iam::222222222222:role/spoke)"),
      "[profile shop-dev-1]",
      "role_arn = arn:aws:iam::111111111111:role/hub",
      ...anybody,
      "[profile shop-dev]",
      "role_arn = arn:aws:iam::222222222222:role/spoke",
      "source_profile = shop-dev-1",
    ]));
});

describe("AWS login: login-old-key.yaml", () => {
  const retired = (key: string) =>
    `${key}: the AWS provider ignores this key since version 7, and would use the credentials of the environment; `;

  it("shows the new form with the user's values", () =>
    expect(fixture("login-old-key")).to.deep.equal([
      `${retired("aws:assumeRole")}write instead:`,
      "  aws:assumeRoles:",
      "    - roleArn: arn:aws:iam::222222222222:role/deployer",
    ]));

  it("shows the new form for every form of the old key", () => {
    expect(report(JSON.stringify({ "aws:assumeRole": { roleArn: role("a"), externalId: "1234", tags: { a: "b" } } }))).to.deep.equal([
      `${retired("aws:assumeRole")}write instead:`,
      "  aws:assumeRoles:",
      `    - roleArn: ${role("a")}`,
      '      externalId: "1234"',
      '      tags: {"a":"b"}',
    ]);
    expect(report(JSON.stringify({ "aws:assumeRole.roleArn": role("a") }))).to.deep.equal([
      `${retired("aws:assumeRole.roleArn")}write instead:`,
      "  aws:assumeRoles:",
      `    - roleArn: ${role("a")}`,
    ]);
    expect(report(JSON.stringify({ "aws:assumeRole": { roleArn: role("a") }, "aws:assumeRoles": [{ roleArn: role("a") }] }))).to.deep.equal(
      [`${retired("aws:assumeRole")}remove it; aws:assumeRoles is set`],
    );
  });
});

describe("AWS login: kubeconfig", () => {
  const chain = { "aws:assumeRoles": [{ roleArn: role("a") }, { roleArn: role("b") }] };
  const rows: readonly (readonly [string, object, object | undefined, object])[] = [
    ["uses the environment's credentials by default", {}, undefined, {}],
    ["uses the stack's profile", { "aws:profile": "dev" }, undefined, { profile: "dev" }],
    ["uses the stack's role", { "aws:assumeRoles": [{ roleArn: role("a"), sessionName: "ci" }] }, undefined, { roleArn: role("a") }],
    [
      "uses the stack's role with the stack's profile",
      { "aws:profile": "dev", "aws:assumeRoles": [{ roleArn: role("a") }] },
      undefined,
      { roleArn: role("a"), profile: "dev" },
    ],
    [
      "uses the configured profile without the stack's role",
      { "aws:profile": "dev", "aws:assumeRoles": [{ roleArn: role("a") }] },
      { profile: "own" },
      { profile: "own" },
    ],
    ["uses the configured profile instead of a role chain", chain, { profile: "own" }, { profile: "own" }],
    [
      "uses the configured role with the configured profile",
      chain,
      { roleArn: role("kubectl"), profile: "own" },
      { roleArn: role("kubectl"), profile: "own" },
    ],
    [
      "uses the configured role instead of a role chain",
      { ...chain, "aws:profile": "dev" },
      { roleArn: role("kubectl") },
      { roleArn: role("kubectl"), profile: "dev" },
    ],
  ];
  for (const [what, aws, given, expected] of rows) it(what, () => expect(kubeconfig(aws, given)).to.deep.equal(expected));

  it("omits the profile when access keys are set", () => {
    const values = { "aws:region": "eu-west-1", "aws:profile": "dev", "aws:accessKey": "AKIA", "aws:secretKey": "hush-hush" };
    const stack = { project: "shop", stack: "dev", values, secrets: new Set(["aws:secretKey"]) };
    const { settings, awsLogin, awsLoginSecret } = parseStackSections(stack, fakeCatalog);
    expect(settings.cluster.kubeconfig).to.deep.equal({});
    expect([awsLogin?.secretKey, awsLoginSecret]).to.deep.equal(["hush-hush", true]);
  });

  it("rejects a configured role whose external id it cannot pass", () => {
    const aws = { "aws:assumeRoles": [{ roleArn: role("a"), externalId: "shop" }] };
    expect(() => kubeconfig(aws, { roleArn: role("a") })).to.throw("cannot pass the external id");
    expect(kubeconfig(aws, { roleArn: role("b") })).to.deep.equal({ roleArn: role("b") });
  });

  it("never shows a profile with itself as its source, and shows lines in the AWS config file's format", () => {
    const aws = { "aws:profile": "shop-dev", "aws:assumeRoles": [{ roleArn: role("a"), externalId: "shop" }] };
    const lines = report(JSON.stringify(aws));
    expect(lines[0]).to.contain("kubeconfig.profile' shop-dev-cluster`");
    expect(lines.slice(1)).to.deep.equal([
      "[profile shop-dev-cluster]",
      `role_arn = ${role("a")}`,
      "source_profile = shop-dev",
      "external_id = shop",
    ]);
  });

  it("requires a profile for a web identity and for the roles after it", () => {
    const identity = { roleArn: role("ci"), webIdentityTokenFile: "/run/token" };
    const lines = report(JSON.stringify({ "aws:assumeRoleWithWebIdentity": identity, "aws:assumeRoles": [{ roleArn: role("b") }] }));
    expect(lines).to.deep.equal([
      intro("does not support a web identity"),
      "[profile shop-dev-1]",
      `role_arn = ${role("ci")}`,
      "web_identity_token_file = /run/token",
      "[profile shop-dev]",
      `role_arn = ${role("b")}`,
      "source_profile = shop-dev-1",
    ]);
  });

  it("uses the role flag exactly when it suffices", () => {
    const roles = fc.array(
      fc.record(
        { roleArn: fc.constantFrom(role("a"), role("b"), role("c")), externalId: fc.constantFrom("shop", "other") },
        { requiredKeys: ["roleArn"] },
      ),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(roles, fc.option(fc.constantFrom("dev", "ops"), { nil: undefined }), fc.boolean(), (assumeRoles, profile, own) => {
        const aws = { ...(profile && { "aws:profile": profile }), ...(assumeRoles.length > 0 && { "aws:assumeRoles": assumeRoles }) };
        const suffices = assumeRoles.length < 2 && assumeRoles[0]?.externalId === undefined;
        const lines = reportOf(() => login(aws, own ? { kubeconfig: { profile: "own" } } : {}));
        expect(lines.length > 0).to.equal(!suffices && !own);
        if (lines.length > 0) return;
        const flags = kubeconfig(aws, own ? { profile: "own" } : undefined);
        expect(flags.roleArn).to.equal(own ? undefined : assumeRoles[0]?.roleArn);
        expect(flags.profile).to.equal(own ? "own" : profile);
      }),
      { numRuns: 60 },
    );
  });
});

describe("AWS login: stack", () => {
  it("contains all provider login settings with the provider's names", () => {
    const whole = {
      profile: "dev",
      assumeRoles: [
        {
          ...{ roleArn: role("a"), externalId: "shop", sessionName: "ci", duration: "1h30m", policy: "{}", sourceIdentity: "kim" },
          ...{ policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"], tags: { team: "shop" }, transitiveTagKeys: ["team"] },
        },
      ],
      sharedConfigFiles: ["/etc/aws/config"],
      sharedCredentialsFiles: ["/etc/aws/credentials"],
      stsRegion: "us-east-1",
    } satisfies AwsLogin;
    const aws = Object.fromEntries(Object.entries(whole).map(([key, value]) => [`aws:${key}`, value]));
    expect(login(aws, { kubeconfig: { profile: "own" } }).awsLogin).to.deep.equal(whole);
  });

  it("rejects invalid login settings", () => {
    const one = (aws: object) => report(JSON.stringify(aws));
    expect(one({ "aws:assumeRoles": [{ roleArn: role("a"), externalID: "x" }] })[0]).to.match(
      /^aws:assumeRoles\[0\]\.externalID: unknown key; did you mean externalId\?/,
    );
    expect(one({ "aws:assumeRoles": [{ roleArn: "deployer" }] })[0]).to.match(
      /^aws:assumeRoles\[0\]\.roleArn: expected the ARN of an IAM role/,
    );
    expect(one({ "aws:assumeRoles": { roleArn: role("a") } })[0]).to.match(/^aws:assumeRoles: expected a list, found a map/);
    expect(one({ "aws:assumeRoles": [{ roleArn: role("a"), duration: "5m" }] })[0]).to.match(
      /^aws:assumeRoles\[0\]\.duration: expected a duration from 15m to 12h/,
    );
    expect(one({ "aws:assumeRoles": [{ roleArn: role("a") }, { roleArn: role("b"), duration: "2h" }] })[0]).to.match(
      /^aws:assumeRoles\[1\]\.duration: expected at most 1h, found 2h/,
    );
    expect(one({ "aws:sharedConfigFiles": ["/a", "/b"] })[0]).to.match(
      /^aws:sharedConfigFiles: the AWS CLI reads only one file; merge them/,
    );
    expect(one({ "aws:sharedConfigFiles": ["aws/config"] })[0]).to.match(/^aws:sharedConfigFiles\[0\]: expected an absolute path/);
    expect(one({ "aws:assumeRoleWithWebIdentity": { roleArn: role("a"), webIdentityToken: "ey" } })).to.satisfy((lines: string[]) =>
      lines.some((line) => line.startsWith("aws:assumeRoleWithWebIdentity.webIdentityToken: a token expires within hours")),
    );
    expect(one({ "aws:accessKey": "AKIA" })).to.deep.equal(["aws:secretKey: missing; required with accessKey: set both or neither"]);
    expect(one({ "aws:assumeRols": [] })).to.deep.equal(["aws:assumeRols: this key is never read; did you mean aws:assumeRoles?"]);
  });

  it("marks logins with secrets, and shows none in messages", () => {
    const values = {
      "aws:region": "eu-west-1",
      "aws:assumeRoles": [{ roleArn: role("a"), externalId: "hush-hush" }],
    };
    const secrets = new Set(["aws:assumeRoles"]);
    const stack = { project: "shop", stack: "dev", values, secrets };
    const lines = reportOf(() => parseStackSections(stack, fakeCatalog)).join("\n");
    expect(lines)
      .to.contain("external_id = [secret]")
      .and.to.contain(`role_arn = ${role("a")}`)
      .and.not.to.contain("hush-hush");
    const fixed = { ...values, "eks-blueprints:cluster": { kubeconfig: { profile: "own" } } };
    expect(parseStackSections({ ...stack, values: fixed }, fakeCatalog).awsLoginSecret).to.equal(true);
    expect(parseStackSections({ ...stack, values: fixed, secrets: new Set() }, fakeCatalog).awsLoginSecret).to.equal(undefined);
  });
});
