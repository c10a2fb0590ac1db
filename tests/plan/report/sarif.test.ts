import { expect } from "chai";
import { type Finding, finding } from "../../../components/util/finding";
import { sarifLog } from "../../../plan/report/sarif";
import { rules } from "../../../policy/rules";

const urn = "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::net";
const options = { stackFile: "stacks/Pulumi.dev.yaml", lineOf: (path: string) => path.length, version: "1.2.3" };
const violation = finding({ rule: "vpc-flow-logs", level: "mandatory", urn, message: "the VPC has no flow logs", fix: "turn them on" });

function resultsOf(...findings: Finding[]) {
  const [run] = sarifLog(findings, rules, options).runs;
  return { driver: run!.tool.driver, results: run!.results! };
}

describe("sarifLog", () => {
  it("describes every rule with help, and refers to it by its index", () => {
    const { driver, results } = resultsOf(violation);
    expect(driver).to.deep.include({ name: "eks-blueprints", semanticVersion: "1.2.3" });
    for (const { id, shortDescription, fullDescription, help } of driver.rules!)
      expect([shortDescription?.text, fullDescription?.text, help?.text].every(Boolean), id).to.equal(true);
    expect(driver.rules![results[0]!.ruleIndex!]).to.deep.include({ id: "vpc-flow-logs" });
    expect(driver.rules!.find(({ id }) => id === "vpc-flow-logs")!.help!.text).to.include("Controls: FSBP EC2.6");
  });

  it("places a finding about a setting at its line of the stack file", () => {
    const { driver, results } = resultsOf(finding({ rule: "budget", path: "eks-blueprints:budget", message: "too much", fix: "" }));
    expect(results[0]).to.deep.include({ ruleId: "budget", level: "warning", message: { text: "eks-blueprints:budget: too much" } });
    expect(results[0]!.locations).to.deep.equal([
      { physicalLocation: { artifactLocation: { uri: options.stackFile }, region: { startLine: 21 } } },
    ]);
    expect(driver.rules!.at(-1)).to.deep.equal({ id: "budget", shortDescription: { text: "budget" } });
  });

  it("places a finding about a resource at its URN", () => {
    const { results } = resultsOf(violation);
    expect(results[0]).to.deep.include({ level: "error", message: { text: "net: the VPC has no flow logs\nTo fix this: turn them on" } });
    expect(results[0]!.locations![0]!.logicalLocations).to.deep.equal([{ name: "net", fullyQualifiedName: urn, kind: "resource" }]);
  });

  it("suppresses findings with an exception", () => {
    const { results } = resultsOf({ ...violation, exception: { reason: "logged elsewhere", until: "2027-01-01" } });
    expect(results[0]!.suppressions).to.deep.equal([
      { kind: "external", status: "accepted", justification: "Until 2027-01-01: logged elsewhere" },
    ]);
  });

  it("keeps names as text", () => {
    const { results } = resultsOf({ ...violation, message: "[click](https://example.com) in [zone]" });
    expect(results[0]!.message.text).to.match(/^net: \\\[click\\\]\(https:\/\/example\.com\) in \\\[zone\\\]/);
  });

  it("has different fingerprints for different findings", () => {
    const { results } = resultsOf(violation, { ...violation, urn: `${urn}-2` }, violation);
    const [one, other, again] = results.map(({ partialFingerprints }) => partialFingerprints!["finding/v1"]);
    expect(one).to.equal(again).and.to.not.equal(other);
  });
});
