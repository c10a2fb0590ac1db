import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { findingLine } from "../../components/util/finding";
import type { PolicyProfile } from "../../components/util/policy-settings";
import { evaluate, rules } from "../../policy";
import { stackText } from "../harness/mocks/stacks";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { planned } from "./agreement";

const pack = path.resolve(__dirname, "../../policy/policy-pack");

/** What the pack reports, a line per violation. The engine puts the description of the policy above the message. */
function violations(events: readonly EngineEvent[]): string[] {
  return events
    .flatMap(({ policyEvent }) => {
      if (!policyEvent) return [];
      const { policyName, enforcementLevel, resourceUrn, message } = policyEvent;
      return [`${enforcementLevel} ${policyName} ${resourceUrn}: ${message.trim().split("\n").slice(1).join("\n")}`];
    })
    .sort();
}

/** What the offline plan with `--preview` finds, without information, which packs do not have. */
async function findings(stack: string, settings: string, profile: PolicyProfile): Promise<string[]> {
  return evaluate(await planned(stack, settings, true), rules, profile)
    .filter(({ level }) => level !== "information")
    .map((finding) => `${finding.level} ${finding.rule} ${finding.urn}: ${findingLine(finding)}`)
    .sort();
}

async function previewed(stack: string, settings: string) {
  const deployed = await PulumiStack.start({ stack, settings });
  try {
    const { events, exitCode, output } = await deployed.preview({ args: ["--policy-pack", pack], mayFail: true });
    return { exitCode, output, found: violations(events) };
  } finally {
    await deployed.stop();
  }
}

describe("policy pack on the Pulumi engine", () => {
  it("reports what the plan of stack dev with --preview finds", async () => {
    const settings = stackText("dev");
    const { exitCode, output, found } = await previewed("dev", settings);
    expect(found, output).deep.equal(await findings("dev", settings, "development"));
    expect(found).not.empty;
    expect(exitCode).equal(0);
  });

  it("takes profile and exceptions from the stack file, and fails the preview for a mandatory violation", async () => {
    const policies = (exceptions: string) =>
      `${stackText("dev")}\n  eks-blueprints:policies: { profile: production, exceptions: { ${exceptions} } }\n`;
    const exception = (rule: string, until: string) => `${rule}: { reason: "a test", until: "${until}" }`;
    const settings = policies(`${exception("vpc-flow-logs", "2999-12-31")}, ${exception("eks-deletion-protection", "2020-01-01")}`);
    const { exitCode, output, found } = await previewed("dev", settings);
    const expected = (await findings("dev", settings, "production")).filter((line) => !line.includes(" vpc-flow-logs "));
    expect(
      found.filter((line) => !line.includes(" policy-exception ")),
      output,
    ).deep.equal(expected);
    expect(found.filter((line) => line.includes(" policy-exception ")).join()).match(
      /^advisory policy-exception \S+: eks-blueprints:policies\.exceptions\.eks-deletion-protection: the exception expired on 2020-01-01/,
    );
    expect(exitCode).not.equal(0);
  });
});
