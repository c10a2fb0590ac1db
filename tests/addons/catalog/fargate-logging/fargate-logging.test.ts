import { expect } from "chai";
import { configChecks } from "../../../../components/addons/catalog/fargate-logging/config";
import { issuesOf, outcomeOf, sections } from "../../../environment/counterparts/fixtures";

const fargate = `
fargate:
  batch: { selectors: [{ namespace: batch }] }
  quiet: { selectors: [{ namespace: quiet }], logging: false }
addons: { fargate-logging: { retentionDays: 90 } }`;

describe("fargate-logging", () => {
  let found: Awaited<ReturnType<typeof outcomeOf>>["resources"];
  before(async () => {
    found = (await outcomeOf(sections(fargate))).resources;
  });

  it("configures the log router in the labeled namespace, before the profiles", () => {
    const { inputs } = found.named("eks-fargate-logging-config", "kubernetes:core/v1:ConfigMap");
    expect(inputs.metadata).to.deep.equal({ name: "aws-logging", namespace: "aws-observability" });
    expect(inputs.data["output.conf"]).to.match(/region eu-west-1\n.*log_group_name \/aws\/eks\/.*\/fargate\n/s);
    expect(found.named("eks-fargate-logging-namespace").inputs.metadata.labels).to.deep.equal({ "aws-observability": "enabled" });
    expect(found.ofType("kubernetes:core/v1:Namespace")).to.have.length(1);
    for (const profile of found.ofType("aws:eks/fargateProfile:FargateProfile"))
      expect(found.waitsFor(profile, found.named("eks-fargate-logging-config"))).to.equal(true);
  });

  it("lets the pods of its profiles write to its log group alone", () => {
    const group = found.named("eks-fargate-logging-logs").inputs;
    expect(group.retentionInDays).to.equal(90);
    const policies = found.ofType("aws:iam/rolePolicy:RolePolicy").filter(({ inputs }) => inputs.policy.includes(group.name));
    expect(policies.map(({ name }) => name))
      .to.include("eks-batch-role-policy")
      .and.not.to.include("eks-quiet-role-policy");
    for (const { inputs } of policies)
      expect(JSON.parse(inputs.policy).Statement[0].Resource).to.match(/:log-group:\/aws\/eks\/.*\/fargate:\*$/);
  });

  it("reports that the stack does not change an existing role", async () => {
    const roleArn = "arn:aws:iam::111122223333:role/fargate";
    const profile = (logging: string) => `fargate: { batch: { selectors: [{ namespace: batch }], roleArn: "${roleArn}"${logging} } }`;
    const found = async (logging: string) =>
      (await outcomeOf(sections(fargate, profile(logging)))).findings.filter((line) => line.includes("fargate.batch.roleArn"));
    expect(await found("")).to.have.length(1);
    expect(await found(", logging: false")).to.deep.equal([]);
  });

  it("needs no profile for its namespace", () => {
    const selectors = found.ofType("aws:eks/fargateProfile:FargateProfile").flatMap(({ inputs }) => inputs.selectors);
    expect(selectors.map(({ namespace }: { namespace: string }) => namespace)).not.to.include("aws-observability");
  });

  it("is needed by profiles that ask for logs", () => {
    const asking = sections(fargate, "fargate: { quiet: { logging: true } }");
    expect(issuesOf({ ...asking, addons: {} })).to.equal(
      "fargate.quiet.logging: needs the add-on that configures the log router; set `addons.fargate-logging: true`, or remove this key",
    );
    expect(issuesOf(asking)).to.equal("");
  });

  it("rejects sections and lengths that Fargate does not accept", () => {
    const issue = (filters: string) =>
      JSON.stringify(
        configChecks({ filters, parsers: "", processLogs: false }).flatMap((check) => {
          const found = check() ?? [];
          return typeof found === "object" && Symbol.iterator in found ? [...found] : [found];
        }),
      );
    expect(issue("")).to.equal("[]");
    expect(issue("[FILTER]\n    Name grep\n")).to.equal("[]");
    expect(issue("[OUTPUT]\n    Name stdout\n")).to.contain("expected sections [FILTER], found [OUTPUT]");
    expect(issue("Name grep")).to.contain("write `[FILTER]` first");
    expect(issue(`[FILTER]\n    Name grep\n    Exclude log ${"x".repeat(5000)}\n`)).to.contain("Fargate accepts 5300");
  });
});
