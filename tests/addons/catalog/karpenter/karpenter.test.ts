import { readFileSync } from "node:fs";
import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { issuesByCrd } from "../../../harness/mocks/crds";
import type { Inputs, Mocks } from "../../../harness/mocks/mocks";
import { inlineStatements, plain } from "../../../harness/mocks/policies";
import { type InstallOptions, profileOf, registered } from "../../fixtures";
import { selection } from "../../plan/selection";

const releaseType = "kubernetes:helm.sh/v3:Release";
const poolType = "kubernetes:karpenter.sh/v1:NodePool";
const classType = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const on = { karpenter: true } as const;
const mirrored = { registries: { "public.ecr.aws": "mirror.example/ecr", "registry.k8s.io": "mirror.example/k8s" } };
const withoutNat = { network: { nat: "none", endpoints: "private" }, images: mirrored } as const;

/** Karpenter's own CloudFormation template with its parameters filled in. */
function template(names: Readonly<Record<string, string>> = {}): Record<string, Inputs> {
  const text = readFileSync("tests/fixtures/iam/karpenter-1.14.json", "utf8");
  return JSON.parse(text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => names[name] ?? whole)).resources;
}

async function installed(options: InstallOptions = {}): Promise<Mocks["resources"]> {
  return registered({ addons: on, ...options });
}

describe("karpenter", () => {
  it("installs its CRDs from their own chart, then the controller, then node classes and pools", async () => {
    const found = await installed();
    const crds = found.named("eks-karpenter-crd", releaseType);
    const controller = found.named("eks-karpenter", releaseType);
    expect(crds.inputs).to.deep.include({
      chart: "oci://public.ecr.aws/karpenter/karpenter-crd",
      version: "1.14.1",
      namespace: "kube-system",
    });
    expect(controller.inputs).to.deep.include({
      chart: "oci://public.ecr.aws/karpenter/karpenter",
      version: "1.14.1",
      namespace: "kube-system",
      skipCrds: true,
    });
    const [nodePool, nodeClass] = [found.only(poolType), found.only(classType)];
    expect(found.waitsFor(controller, crds)).to.equal(true);
    expect(found.waitsFor(nodeClass, controller)).to.equal(true);
    expect(found.waitsFor(nodePool, nodeClass)).to.equal(true);
    expect(found.waitsFor(nodeClass, found.only("aws:eks/accessEntry:AccessEntry"))).to.equal(true);
    for (const each of [nodePool, nodeClass, crds, controller]) expect(each.provider).to.include("pulumi:providers:kubernetes::cluster");
  });

  it("passes the user's values of the chart of CRDs to it alone", async () => {
    const values = { additionalAnnotations: { owner: "platform" } };
    const found = await installed({ addons: { karpenter: { crds: { values } } } });
    expect(found.named("eks-karpenter-crd", releaseType).inputs.values).to.deep.equal(values);
    expect(found.named("eks-karpenter", releaseType).inputs.values).not.to.have.property("additionalAnnotations");
  });

  it("uses `version` for both charts", async () => {
    const found = await installed({ addons: { karpenter: { version: "1.14.0" } } });
    expect(found.ofType(releaseType).map(({ inputs }) => inputs.version)).to.deep.equal(["1.14.0", "1.14.0"]);
  });

  it("configures what the controller would read from instance metadata, and keeps it off Karpenter nodes", async () => {
    const found = await installed();
    const { values } = found.named("eks-karpenter", releaseType).inputs;
    expect(values.settings).to.deep.equal({
      clusterName: "shop",
      clusterEndpoint: "https://cluster.example",
      interruptionQueue: found.outputsOf("aws:sqs/queue:Queue", "eks-karpenter-queue").name,
      isolatedVPC: false,
      enableZonalShift: false,
    });
    expect(values.controller.env).to.deep.equal([{ name: "AWS_REGION", value: "eu-west-1" }]);
    expect(values.controller.image).to.deep.equal({ repository: "public.ecr.aws/karpenter/controller" });
    expect(values.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms).to.deep.equal([
      { matchExpressions: [{ key: "karpenter.sh/nodepool", operator: "DoesNotExist" }] },
    ]);
    expect(values.replicas).to.equal(2);
    expect(values.tolerations).to.deep.include({ key: "CriticalAddonsOnly", operator: "Exists" });
    expect(chartIssues("karpenter", values)).to.deep.equal([]);
  });

  it("enables zonal shift if the cluster does", async () => {
    const { inputs } = (await installed({ cluster: { zonalShift: true } })).named("eks-karpenter", releaseType);
    expect(inputs.values.settings.enableZonalShift).to.equal(true);
  });

  it("pulls its image through a mirror", async () => {
    const found = await installed({ images: mirrored });
    expect(found.named("eks-karpenter", releaseType).inputs.values.controller.image.repository).to.equal(
      "mirror.example/ecr/karpenter/controller",
    );
  });

  describe("permissions", () => {
    for (const [region, partition] of [
      ["eu-west-1", "aws"],
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
    ] as const) {
      it(`equal Karpenter's published policy in ${region}`, async () => {
        const found = await installed({ region });
        const names = {
          "AWS::Partition": partition,
          "AWS::Region": region,
          "AWS::AccountId": "123456789012",
          ClusterName: "shop",
          "KarpenterNodeRole.Arn": found.outputsOf("aws:iam/role:Role", "eks-karpenter-nodes-role").arn,
          "KarpenterInterruptionQueue.Arn": found.outputsOf("aws:sqs/queue:Queue", "eks-karpenter-queue").arn,
        };
        const statements = inlineStatements(found, "eks-karpenter-karpenter");
        const publishedStatements = Object.values(template(names)).flatMap(({ policyDocument }) => policyDocument?.Statement ?? []);
        expect(publishedStatements).to.have.length(18);
        // the mock cluster is in one region
        const text = JSON.stringify(statements).replaceAll("arn:aws:eks:eu-west-1:", `arn:${partition}:eks:${region}:`);
        expect(JSON.parse(text)).to.have.deep.members(publishedStatements.map(plain));
      });
    }

    it("fit into the inline policies of one role", async () => {
      const { inputs } = (await installed()).named("eks-karpenter-karpenter-policy");
      // IAM accepts 10,240 characters; a cluster name can have 96 characters more than `shop` and occurs 20 times
      const named = inputs.policy.split("shop").length - 1;
      expect(inputs.policy.length + 96 * named).to.be.below(10_240);
    });

    it("are attached by Pod Identity before the controller starts", async () => {
      const found = await installed();
      const association = found.named("eks-karpenter-karpenter-association");
      expect(association.inputs).to.deep.include({ namespace: "kube-system", serviceAccount: "karpenter" });
      const controller = found.named("eks-karpenter", releaseType);
      expect(controller.inputs.values.serviceAccount).to.deep.equal({ name: "karpenter", annotations: {} });
      expect(found.waitsFor(controller, association)).to.equal(true);
    });

    it("are attached by an annotation under IRSA", async () => {
      const found = await installed({ cluster: { identity: "irsa" } });
      const { annotations } = found.named("eks-karpenter", releaseType).inputs.values.serviceAccount;
      expect(annotations["eks.amazonaws.com/role-arn"]).to.equal(found.outputsOf("aws:iam/role:Role", "eks-karpenter-karpenter").arn);
      expect(found.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.be.empty;
    });
  });

  it("receives interruptions through its own queue, to which only its rules can send", async () => {
    const found = await installed({ tags: { owner: "platform" } });
    const resources = template();
    const queue = found.only("aws:sqs/queue:Queue");
    expect(queue.inputs).to.deep.equal({ messageRetentionSeconds: 300, sqsManagedSseEnabled: true, tags: { owner: "platform" } });

    const rules = found.ofType("aws:cloudwatch/eventRule:EventRule");
    const publishedRules = Object.values(resources).filter(({ type }) => type === "AWS::Events::Rule");
    expect(rules.map(({ inputs }) => JSON.parse(inputs.eventPattern))).to.have.deep.members(
      publishedRules.map(({ properties }) => properties.EventPattern),
    );
    const targets = found.ofType("aws:cloudwatch/eventTarget:EventTarget");
    expect(targets).to.have.length(5);
    const { arn: queueArn } = found.outputsOf(queue.type, queue.name);
    for (const { inputs } of targets) expect(inputs.arn).to.equal(queueArn);

    const [send, deny] = JSON.parse(found.only("aws:sqs/queuePolicy:QueuePolicy").inputs.policy).Statement;
    const [publishedSend, publishedDeny] = resources.KarpenterInterruptionQueuePolicy!.properties.PolicyDocument.Statement;
    const arn = { Resource: queueArn };
    const sources = rules.map(({ type, name }) => found.outputsOf(type, name).arn);
    expect(send).to.deep.equal({ ...publishedSend, ...arn, Condition: { ArnEquals: { "aws:SourceArn": sources } } });
    expect(deny).to.deep.equal({ ...publishedDeny, ...arn, Condition: { Bool: { "aws:SecureTransport": "false" } } });
  });

  it("gives its nodes their own role with an access entry", async () => {
    const found = await installed();
    const entry = found.only("aws:eks/accessEntry:AccessEntry");
    expect(entry.inputs).to.deep.include({ clusterName: "shop", type: "EC2_LINUX" });
    const attached = found
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter(({ name }) => name.startsWith("eks-karpenter-nodes-role"))
      .map(({ inputs }) => inputs.policyArn);
    // Karpenter's template adds the CNI's permissions; here the CNI has its own role.
    expect(attached).to.have.members(
      ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"].map(
        (name) => `arn:aws:iam::aws:policy/${name}`,
      ),
    );
    expect(found.only(classType).inputs.spec.role).to.equal(found.idOf("aws:iam/role:Role", "eks-karpenter-nodes-role"));
    expect(found.ofType("aws:iam/instanceProfile:InstanceProfile")).to.be.empty;
  });

  it("gives an existing role of its nodes an access entry, and may pass it", async () => {
    const nodeRoleArn = "arn:aws:iam::111122223333:role/eks/nodes";
    const found = await installed({ addons: { karpenter: { nodeRoleArn } } });
    expect(found.only("aws:eks/accessEntry:AccessEntry").inputs).to.include({ principalArn: nodeRoleArn, type: "EC2_LINUX" });
    expect(found.only(classType).inputs.spec.role).to.equal("nodes");
    expect(found.ofType("aws:iam/role:Role").filter(({ name }) => name.startsWith("eks-karpenter-nodes"))).to.deep.equal([]);
    const { policy } = found.named("eks-karpenter-karpenter-policy").inputs;
    const pass = JSON.parse(policy).Statement.find(({ Sid }: { Sid: string }) => Sid === "AllowPassingInstanceRole");
    expect(pass.Resource).to.equal(nodeRoleArn);
  });

  it("starts nodes without Session Manager when `ssm` is false", async () => {
    const nodePools = { plain: {}, rocket: { ami: "bottlerocket" } };
    const userData = async (ssm: boolean) => {
      const found = await registered({ addons: { karpenter: { ssm, nodePools } } });
      const policies = found.all.filter(
        ({ type, name }) => type.includes("RolePolicyAttachment") && name.startsWith("eks-karpenter-nodes-role"),
      );
      expect(policies.some(({ inputs }) => inputs.policyArn.endsWith("AmazonSSMManagedInstanceCore"))).to.equal(ssm);
      return found.ofType("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass").map(({ inputs }) => inputs.spec.userData);
    };
    expect(await userData(true)).to.deep.equal([undefined, undefined]);
    expect(await userData(false)).to.deep.equal([undefined, "[settings.host-containers.control]\nenabled = false\n"]);
  });

  it("creates an instance profile when it can reach neither IAM nor the pricing API", async () => {
    const found = await installed(withoutNat);
    const { spec } = found.only(classType).inputs;
    expect(spec).not.to.have.property("role");
    expect(spec.instanceProfile).to.equal(found.idOf("aws:iam/instanceProfile:InstanceProfile", "eks-karpenter-nodes-profile"));
    expect(found.named("eks-karpenter", releaseType).inputs.values.settings.isolatedVPC).to.equal(true);
    expect(issuesByCrd("karpenter/karpenter.k8s.aws_ec2nodeclasses", found.only(classType).inputs)).to.deep.equal([]);
  });

  it("creates an instance profile when `isolated` is true, as in an existing VPC", async () => {
    const found = await installed({ addons: { karpenter: { isolated: true } } });
    expect(found.only(classType).inputs.spec).to.have.property("instanceProfile");
    expect(found.named("eks-karpenter", releaseType).inputs.values.settings.isolatedVPC).to.equal(true);
  });

  describe("on clusters with only Fargate", () => {
    const fargate = { jobs: { selectors: [{ namespace: "jobs", labels: {} }] } };
    const alone = { nodePools: {}, fargate };

    it("provides nodes, for which vpc-cni, kube-proxy and coredns are enabled", () => {
      expect(profileOf(alone)).to.include({ nodes: false, fargateOnly: true, fargateFirst: true });
      expect(profileOf(alone, "eu-west-1", on)).to.include({ nodes: true, fargateOnly: false, fargateFirst: true });
      expect(Object.keys(selection(on, alone).addons)).to.include.members(["vpc-cni", "kube-proxy", "coredns"]);
    });

    it("runs on Fargate with CoreDNS, and uses IRSA", async () => {
      const found = await installed(alone);
      const { annotations } = found.named("eks-karpenter", releaseType).inputs.values.serviceAccount;
      expect(annotations).to.have.property("eks.amazonaws.com/role-arn");
      expect(JSON.parse(found.named("eks-coredns", "aws:eks/addon:Addon").inputs.configurationValues).computeType).to.equal("Fargate");
    });

    it("is installed before all add-ons that it does not need, so that its nodes are deleted last", async () => {
      const found = await installed({ ...alone, addons: { ...on, keda: true, "metrics-server": true } });
      expect(found.waitsFor(found.named("eks-keda", releaseType), found.only(poolType))).to.equal(true);
      expect(found.waitsFor(found.named("eks-metrics-server", "aws:eks/addon:Addon"), found.only(poolType))).to.equal(true);
      expect(found.waitsFor(found.named("eks-coredns", "aws:eks/addon:Addon"), found.only(poolType))).to.equal(false);
    });
  });
});
