import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import type { Mocks } from "../../../harness/mocks/mocks";
import { createPool } from "../../../harness/mocks/node-pools";
import { inlineStatements, published } from "../../../harness/mocks/policies";
import { type InstallOptions, pool, registered } from "../../fixtures";
import { warningsOf } from "../../plan/selection";

const releaseType = "kubernetes:helm.sh/v3:Release";
const ruleType = "aws:cloudwatch/eventRule:EventRule";
const hookType = "aws:autoscaling/lifecycleHook:LifecycleHook";
const on = { "aws-node-termination-handler": true };
const nodePools = { batch: pool({ kind: "selfManaged", capacity: "spot" }) };

async function installed(options: InstallOptions = {}): Promise<Mocks["resources"]> {
  return registered({ addons: on, nodePools, ...options });
}

const release = (found: Mocks["resources"]) => found.named("eks-aws-node-termination-handler", releaseType);

describe("aws-node-termination-handler", () => {
  it("installs the chart in queue mode and configures its region without instance metadata", async () => {
    const { inputs } = release(await installed());
    expect(inputs).to.deep.include({
      chart: "oci://public.ecr.aws/aws-ec2/helm/aws-node-termination-handler",
      name: "aws-node-termination-handler",
      version: "0.27.6",
      namespace: "kube-system",
    });
    expect(inputs.values).to.deep.include({
      enableSqsTerminationDraining: true,
      awsRegion: "eu-west-1",
      checkTagBeforeDraining: true,
      managedTag: "aws-node-termination-handler/shop",
      replicas: 2,
      podDisruptionBudget: { maxUnavailable: 1 },
      image: { repository: "public.ecr.aws/aws-ec2/aws-node-termination-handler" },
    });
    expect(chartIssues("aws-node-termination-handler", inputs.values)).to.deep.equal([]);
  });

  it("receives the events that end instances of its own groups", async () => {
    const found = await installed();
    const patterns = found.ofType(ruleType).map(({ inputs }) => JSON.parse(inputs.eventPattern));
    expect(patterns.map((pattern) => pattern["detail-type"][0])).to.have.members([
      "EC2 Instance-terminate Lifecycle Action",
      "AWS Health Event",
      "EC2 Spot Instance Interruption Warning",
      "EC2 Instance State-change Notification",
    ]);
    expect(patterns.find(({ source }) => source[0] === "aws.autoscaling").detail).to.deep.equal({ LifecycleHookName: ["shop-drain"] });
    expect(found.ofType("aws:cloudwatch/eventTarget:EventTarget")).to.have.length(4);
    expect(found.only("aws:sqs/queue:Queue").name).to.equal("eks-aws-node-termination-handler-queue");
  });

  it("allows exactly the published actions, on its own queue and the groups of its cluster", async () => {
    const resources = await installed();
    const found = inlineStatements(resources, "eks-aws-node-termination-handler-aws-node-termination-handler");
    const [publishedStatement] = published("aws-node-termination-handler", "role");
    expect(found.flatMap(({ Action }) => Action)).to.have.members(publishedStatement!.Action);
    const limited = found.filter(({ Resource, Condition }) => Condition || Resource[0] !== "*").flatMap(({ Action }) => Action);
    expect(limited).to.have.members(["autoscaling:CompleteLifecycleAction", "sqs:DeleteMessage", "sqs:ReceiveMessage"]);
    expect(found.find(({ Condition }) => Condition)!.Condition).to.deep.equal({
      StringEquals: { "autoscaling:ResourceTag/kubernetes.io/cluster/shop": "owned" },
    });
    expect(found.find(({ Action }) => Action.includes("sqs:ReceiveMessage"))!.Resource).to.deep.equal([
      resources.outputsOf("aws:sqs/queue:Queue", "eks-aws-node-termination-handler-queue").arn,
    ]);
  });

  it("gets its role by Pod Identity, or by an annotation under IRSA", async () => {
    const found = await installed();
    const association = found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(association.inputs.serviceAccount).to.equal(release(found).inputs.values.serviceAccount.name);
    expect(found.waitsFor(release(found), association)).to.equal(true);
    const irsa = await installed({ cluster: { identity: "irsa" } });
    expect(release(irsa).inputs.values.serviceAccount.annotations).to.have.property("eks.amazonaws.com/role-arn");
  });

  it("warns when there are no nodes to drain", () => {
    expect(warningsOf(on)).to.include("no nodes to drain");
    expect(warningsOf(on, { nodePools })).to.equal("");
  });

  describe("Auto Scaling groups", () => {
    const group = "aws:autoscaling/group:Group";
    const tag = { key: "aws-node-termination-handler/shop", value: "true", propagateAtLaunch: true };

    it("wait with a lifecycle hook until an instance is drained, and tag their instances", async () => {
      const { resources } = await createPool({ kind: "selfManaged" }, { drained: true });
      const hook = resources.only(hookType);
      expect(hook.name).to.equal("eks-general-drain");
      expect(hook.inputs).to.deep.include({
        name: "shop-drain",
        lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
        heartbeatTimeout: 300,
        defaultResult: "CONTINUE",
      });
      expect(resources.waitsFor(hook, resources.only(group))).to.equal(true);
      expect(resources.only(group).inputs.tags).to.deep.include(tag);
    });

    it("have no lifecycle hook without the add-on", async () => {
      const { resources } = await createPool({ kind: "selfManaged" });
      expect(resources.ofType(hookType)).to.be.empty;
      expect(resources.only(group).inputs.tags).not.to.deep.include(tag);
    });
  });
});
