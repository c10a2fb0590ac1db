import { expect } from "chai";
import { ackCharts } from "../../../../components/reference/ack-charts";
import { operatorSettings, operators } from "../../../../components/reference/operators";
import { issuesOf } from "../../../environment/counterparts/fixtures";
import { inlineStatements } from "../../../harness/mocks/policies";
import { type InstallOptions, registered } from "../../fixtures";
import { warningsOf } from "../../plan/selection";

const releaseType = "kubernetes:helm.sh/v3:Release";
const statements = [{ Effect: "Allow", Action: ["s3:CreateBucket"], Resource: ["arn:aws:s3:::shop-*"] }];
const nothing = { nodePools: {}, network: { nat: "none" } };

const installed = (services: unknown, more: Record<string, unknown> = {}, stack: InstallOptions = {}) =>
  registered({ ...stack, addons: { ack: { services, ...more } } });

describe("ack", () => {
  it("installs a controller for each service, one after the other, with a role of its own", async () => {
    const found = await installed(["sqs", "s3"]);
    const [s3, sqs] = [found.named("eks-ack-s3", releaseType), found.named("eks-ack-sqs", releaseType)];
    expect(s3.inputs).to.deep.include({
      chart: "oci://public.ecr.aws/aws-controllers-k8s/s3-chart",
      name: "ack-s3-controller",
      version: ackCharts.s3.version,
      namespace: "ack-system",
    });
    expect(s3.inputs.values.aws).to.deep.equal({ region: "eu-west-1" });
    expect(found.waitsFor(sqs, s3)).to.equal(true);
    const associations = found.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation").map(({ inputs }) => inputs.serviceAccount);
    expect(associations).to.have.members(["ack-s3-controller", "ack-sqs-controller"]);
    expect(inlineStatements(found, "eks-ack-ack-s3-controller").flatMap(({ Action }) => Action)).to.include("s3:*");
    const attached = found.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn);
    expect(attached).to.include("arn:aws:iam::aws:policy/AmazonSQSFullAccess");
  });

  it("gives a controller the user's permissions instead of those that ACK recommends", async () => {
    const found = await installed({ s3: { statements, version: "1.9.0", values: { log: { level: "debug" } } } });
    expect(inlineStatements(found, "eks-ack-ack-s3-controller")).to.deep.equal(statements);
    const { inputs } = found.named("eks-ack-s3", releaseType);
    expect(inputs.version).to.equal("1.9.0");
    expect(inputs.values.log).to.deep.equal({ level: "debug" });
  });

  it("tags AWS resources with the stack's tags, without those that the chart cannot hold", async () => {
    const tags = { owner: "platform", teams: "a,b" };
    const { values } = (await installed(["s3"], {}, { tags })).named("eks-ack-s3", releaseType).inputs;
    expect(values.resourceTags).to.include("owner=platform").and.not.include("teams=a,b");
    expect(warningsOf({ ack: { services: ["s3"] } }, { tags })).to.contain("do not get the tags teams");
  });

  it("elects a leader where a controller has several pods", async () => {
    const { values } = (await installed(["s3"], { replicas: 2 })).named("eks-ack-s3", releaseType).inputs;
    expect(values).to.deep.include({ leaderElection: { enabled: true } });
    expect(values.deployment.replicas).to.equal(2);
  });

  const errors: readonly (readonly [unknown, string])[] = [
    [{}, "expected at least one service"],
    [["iam"], "services.iam: needs `statements` or `policies`"],
    [{ eks: true }, "services.eks: needs `statements` or `policies`"],
    [["cloudfront"], "services"],
  ];
  for (const [services, message] of errors)
    it(`rejects ${JSON.stringify(services)}`, () => expect(issuesOf({ addons: { ack: { services } } })).to.contain(message));

  it("reports permissions that ACK recommends, and services out of reach", () => {
    expect(warningsOf({ ack: { services: ["s3", "sqs"] } })).to.contain(
      "the controllers of s3 and sqs have the permissions that ACK recommends",
    );
    expect(warningsOf({ ack: { services: { s3: { statements } } } })).to.equal("");
    expect(issuesOf({ addons: { ack: { services: ["s3"] } }, ...nothing })).to.contain("public.ecr.aws");
  });

  it("needs the endpoints of its services", () => {
    const registries = { "public.ecr.aws": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/public" };
    const stack = { images: { registries }, network: { nat: "none" as const, endpoints: ["s3" as const] } };
    expect(warningsOf({ ack: { services: ["s3", "sqs", "route53"] } }, stack)).to.contain("route53 and sqs cannot reach their service");
  });
});

describe("ackCharts", () => {
  it("has an operator for each service, which its key in settings turns on", () => {
    const settings: readonly string[] = operators.map(({ setting }) => setting);
    expect(settings).to.include.members(Object.keys(ackCharts).map((name) => `ack.services.${name}`));
    expect(operatorSettings({ ack: { services: { s3: {} } } })).to.deep.equal(["ack.services.s3"]);
    const s3 = operators.find(({ setting }) => setting === "ack.services.s3")!;
    expect(s3.finalizer.test("finalizers.s3.services.k8s.aws/Bucket")).to.equal(true);
    expect(s3.kinds).to.deep.equal(["buckets.s3.services.k8s.aws"]);
  });
});
