import { readFileSync } from "node:fs";
import { expect } from "chai";
import { karpenterOptions } from "../../components/addons/karpenter/options";
import type { Settings } from "../../components/config/types";
import { chartFaults } from "../support/chart";
import { faultsByCrd } from "../support/crds";
import type { Inputs, Mocks } from "../support/mocks";
import { inlineStatements, plain } from "../support/policies";
import { facts, type InstallOptions, pool, registered } from "./fixtures";
import { adviceOf, problemsOf, selection } from "./selection";

const releaseType = "kubernetes:helm.sh/v3:Release";
const poolType = "kubernetes:karpenter.sh/v1:NodePool";
const classType = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const on = { karpenter: true } as const;
const mirrored = { registries: { "public.ecr.aws": "mirror.example/ecr", "registry.k8s.io": "mirror.example/k8s" } };
const withoutNat = { network: { nat: "none", endpoints: "private" }, images: mirrored } as const;

/** Karpenter's own template, with names filled in for those of CloudFormation. */
function template(names: Readonly<Record<string, string>> = {}): Record<string, Inputs> {
  const text = readFileSync("tests/fixtures/iam/karpenter-1.14.json", "utf8");
  return JSON.parse(text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => names[name] ?? whole)).resources;
}

async function installed(options: InstallOptions = {}): Promise<Mocks["resources"]> {
  return registered({ addons: on, ...options });
}

const withPools = (nodePools: Record<string, unknown>) => installed({ addons: { karpenter: { nodePools } } });

async function specs(options: Record<string, unknown>) {
  const found = await withPools({ a: options });
  return { pool: found.only(poolType).inputs.spec, nodeClass: found.only(classType).inputs.spec };
}

const requirement = (spec: { template: { spec: { requirements: { key: string }[] } } }, key: string) =>
  spec.template.spec.requirements.filter((each) => each.key === key);

describe("karpenter", () => {
  it("brings its CRDs by their own chart, then the controller, then what it may start", async () => {
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

  it("takes another version for both charts", async () => {
    const found = await installed({ addons: { karpenter: { version: "1.14.0" } } });
    expect(found.ofType(releaseType).map(({ inputs }) => inputs.version)).to.deep.equal(["1.14.0", "1.14.0"]);
  });

  it("tells the controller all that it would ask instance metadata for, and keeps it off its own nodes", async () => {
    const { inputs } = (await installed()).named("eks-karpenter", releaseType);
    const { values } = inputs;
    expect(values.settings).to.deep.equal({
      clusterName: "shop",
      clusterEndpoint: "https://cluster.example",
      interruptionQueue: "eks-karpenter-queue",
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
    expect(chartFaults("karpenter", values)).to.deep.equal([]);
  });

  it("heeds zonal shifts where the cluster does", async () => {
    const { inputs } = (await installed({ cluster: { zonalShift: true } })).named("eks-karpenter", releaseType);
    expect(inputs.values.settings.enableZonalShift).to.equal(true);
  });

  it("pulls its image through a mirror", async () => {
    const found = await installed({ images: mirrored });
    expect(found.named("eks-karpenter", releaseType).inputs.values.controller.image.repository).to.equal(
      "mirror.example/ecr/karpenter/controller",
    );
  });

  describe("rights", () => {
    for (const [region, partition] of [
      ["eu-west-1", "aws"],
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
    ] as const) {
      it(`are those that Karpenter publishes, in ${region}`, async () => {
        const names = {
          "AWS::Partition": partition,
          "AWS::Region": region,
          "AWS::AccountId": "111122223333",
          ClusterName: "shop",
          "KarpenterNodeRole.Arn": "arn:aws:iam::111122223333:role/eks-karpenter-nodes-role",
          "KarpenterInterruptionQueue.Arn": "arn:aws:sqs:eu-west-1:111122223333:eks-karpenter-queue",
        };
        const ours = inlineStatements(await installed({ region }), "eks-karpenter-karpenter");
        const theirs = Object.values(template(names)).flatMap(({ policyDocument }) => policyDocument?.Statement ?? []);
        expect(theirs).to.have.length(18);
        // the mocks' own cluster lies in one region
        const text = JSON.stringify(ours).replaceAll("arn:aws:eks:eu-west-1:", `arn:${partition}:eks:${region}:`);
        expect(JSON.parse(text)).to.have.deep.members(theirs.map(plain));
      });
    }

    it("fit into one role", async () => {
      const { inputs } = (await installed()).named("eks-karpenter-karpenter-policy");
      // IAM takes 10,240 characters; a cluster's name may be 96 characters longer than `shop` and comes 20 times
      const named = inputs.policy.split("shop").length - 1;
      expect(inputs.policy.length + 96 * named).to.be.below(10_240);
    });

    it("come by Pod Identity, and the controller waits for them", async () => {
      const found = await installed();
      const association = found.named("eks-karpenter-karpenter-association");
      expect(association.inputs).to.deep.include({ namespace: "kube-system", serviceAccount: "karpenter" });
      const controller = found.named("eks-karpenter", releaseType);
      expect(controller.inputs.values.serviceAccount).to.deep.equal({ name: "karpenter", annotations: {} });
      expect(found.waitsFor(controller, association)).to.equal(true);
    });

    it("come by an annotation under IRSA", async () => {
      const found = await installed({ cluster: { identity: "irsa" } });
      const { annotations } = found.named("eks-karpenter", releaseType).inputs.values.serviceAccount;
      expect(annotations["eks.amazonaws.com/role-arn"]).to.match(/^arn:aws:iam::111122223333:role\/eks-karpenter/);
      expect(found.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.be.empty;
    });
  });

  it("hears of interruptions through a queue of its own, which only its rules may fill", async () => {
    const found = await installed({ tags: { owner: "platform" } });
    const resources = template();
    const queue = found.only("aws:sqs/queue:Queue");
    expect(queue.inputs).to.deep.equal({ messageRetentionSeconds: 300, sqsManagedSseEnabled: true, tags: { owner: "platform" } });

    const rules = found.ofType("aws:cloudwatch/eventRule:EventRule");
    const wanted = Object.values(resources).filter(({ type }) => type === "AWS::Events::Rule");
    expect(rules.map(({ inputs }) => JSON.parse(inputs.eventPattern))).to.have.deep.members(
      wanted.map(({ properties }) => properties.EventPattern),
    );
    const targets = found.ofType("aws:cloudwatch/eventTarget:EventTarget");
    expect(targets).to.have.length(5);
    for (const { inputs } of targets) expect(inputs.arn).to.equal("arn:aws:sqs:eu-west-1:111122223333:eks-karpenter-queue");

    const [send, deny] = JSON.parse(found.only("aws:sqs/queuePolicy:QueuePolicy").inputs.policy).Statement;
    const [publishedSend, publishedDeny] = resources.KarpenterInterruptionQueuePolicy!.properties.PolicyDocument.Statement;
    const arn = { Resource: "arn:aws:sqs:eu-west-1:111122223333:eks-karpenter-queue" };
    const sources = rules.map(({ name }) => `arn:aws:cloudwatch:eu-west-1:111122223333:${name}`);
    expect(send).to.deep.equal({ ...publishedSend, ...arn, Condition: { ArnEquals: { "aws:SourceArn": sources } } });
    expect(deny).to.deep.equal({ ...publishedDeny, ...arn, Condition: { Bool: { "aws:SecureTransport": "false" } } });
  });

  it("has a role of its own for its nodes, which the cluster lets in", async () => {
    const found = await installed();
    const entry = found.only("aws:eks/accessEntry:AccessEntry");
    expect(entry.inputs).to.deep.include({ clusterName: "shop", type: "EC2_LINUX" });
    const attached = found
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter(({ name }) => name.startsWith("eks-karpenter-nodes-role"))
      .map(({ inputs }) => inputs.policyArn);
    // Karpenter's template adds the CNI's rights, which here the CNI has itself.
    expect(attached).to.have.members(
      ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore"].map(
        (name) => `arn:aws:iam::aws:policy/${name}`,
      ),
    );
    expect(found.only(classType).inputs.spec.role).to.equal("eks-karpenter-nodes-role");
    expect(found.ofType("aws:iam/instanceProfile:InstanceProfile")).to.be.empty;
  });

  it("gets an instance profile where it reaches neither IAM nor prices", async () => {
    const found = await installed(withoutNat);
    const { spec } = found.only(classType).inputs;
    expect(spec).not.to.have.property("role");
    expect(spec.instanceProfile).to.equal("eks-karpenter-nodes-profile");
    expect(found.named("eks-karpenter", releaseType).inputs.values.settings.isolatedVPC).to.equal(true);
    expect(faultsByCrd("karpenter/karpenter.k8s.aws_ec2nodeclasses", found.only(classType).inputs)).to.deep.equal([]);
  });

  it("gets one as well where the user says so, as behind a VPC that is not ours", async () => {
    const found = await installed({ addons: { karpenter: { isolated: true } } });
    expect(found.only(classType).inputs.spec).to.have.property("instanceProfile");
    expect(found.named("eks-karpenter", releaseType).inputs.values.settings.isolatedVPC).to.equal(true);
  });

  describe("pools", () => {
    it("are one sensible pool by default", async () => {
      const found = await installed({ tags: { owner: "platform" } });
      const { inputs } = found.only(poolType);
      expect(found.only(poolType).name).to.equal("eks-karpenter-default");
      expect(inputs.metadata).to.deep.equal({ name: "default" });
      expect(inputs.spec).to.deep.equal({
        template: {
          metadata: { labels: { "eks-blueprints/ami": "al2023" } },
          spec: {
            nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
            requirements: [
              { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
              { key: "kubernetes.io/arch", operator: "In", values: ["arm64"] },
              { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
              { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
              { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["4"] },
            ],
            expireAfter: "720h",
            terminationGracePeriod: "24h",
          },
        },
        disruption: { consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "1m", budgets: [{ nodes: "10%" }] },
        limits: { cpu: 100, memory: "400Gi" },
      });
      expect(found.only(classType).inputs).to.deep.equal({
        apiVersion: "karpenter.k8s.aws/v1",
        kind: "EC2NodeClass",
        metadata: { name: "default" },
        spec: {
          role: "eks-karpenter-nodes-role",
          amiSelectorTerms: [{ alias: "al2023@latest" }],
          subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "shop" } }],
          securityGroupSelectorTerms: [{ id: "sg-1" }],
          metadataOptions: { httpEndpoint: "enabled", httpProtocolIPv6: "disabled", httpPutResponseHopLimit: 1, httpTokens: "required" },
          blockDeviceMappings: [
            {
              deviceName: "/dev/xvda",
              rootVolume: true,
              ebs: { volumeSize: "50Gi", volumeType: "gp3", encrypted: true, deleteOnTermination: true },
            },
          ],
          tags: { owner: "platform" },
        },
      });
    });

    it("are as told", async () => {
      const { pool, nodeClass } = await specs({
        families: ["m7i", "c7i"],
        architectures: ["amd64"],
        capacityTypes: ["spot", "on-demand"],
        zones: ["eu-west-1a"],
        requirements: [{ key: "karpenter.k8s.aws/instance-size", operator: "NotIn", values: ["metal"] }],
        limits: { cpu: "1000", memory: "1Ti" },
        consolidation: { policy: "WhenEmpty", after: "Never" },
        budgets: [{ nodes: 0, schedule: "0 9 * * mon-fri", duration: "8h", reasons: ["Drifted"] }, { nodes: "20%" }],
        expireAfter: "Never",
        labels: { team: "web" },
        taints: [
          { key: "dedicated", value: "web", effect: "NoSchedule" },
          { key: "plain", effect: "NoExecute" },
        ],
        weight: 10,
        ami: "bottlerocket",
        amiVersion: "v1.50.0",
        disk: { sizeGiB: 80 },
      });
      expect(requirement(pool, "karpenter.k8s.aws/instance-family")[0]).to.deep.include({ values: ["m7i", "c7i"] });
      expect(requirement(pool, "karpenter.sh/capacity-type")[0]).to.deep.include({ values: ["spot", "on-demand"] });
      expect(requirement(pool, "topology.kubernetes.io/zone")[0]).to.deep.include({ values: ["eu-west-1a"] });
      expect(requirement(pool, "karpenter.k8s.aws/instance-size")[0]).to.deep.include({ operator: "NotIn", values: ["metal"] });
      for (const byDefault of ["instance-category", "instance-generation"]) {
        expect(requirement(pool, `karpenter.k8s.aws/${byDefault}`), byDefault).to.be.empty;
      }
      expect(pool.template.metadata.labels).to.deep.include({ team: "web" });
      expect(pool.template.spec.taints).to.deep.equal([
        { key: "dedicated", value: "web", effect: "NoSchedule" },
        { key: "plain", effect: "NoExecute" },
      ]);
      expect(pool.template.spec.expireAfter).to.equal("Never");
      expect(pool.disruption).to.deep.equal({
        consolidationPolicy: "WhenEmpty",
        consolidateAfter: "Never",
        budgets: [{ nodes: "0", schedule: "0 9 * * mon-fri", duration: "8h", reasons: ["Drifted"] }, { nodes: "20%" }],
      });
      expect(pool.limits).to.deep.equal({ cpu: "1000", memory: "1Ti" });
      expect(pool.weight).to.equal(10);
      expect(nodeClass.amiSelectorTerms).to.deep.equal([{ alias: "bottlerocket@v1.50.0" }]);
      expect(nodeClass.blockDeviceMappings.map((each: { deviceName: string }) => each.deviceName)).to.deep.equal([
        "/dev/xvda",
        "/dev/xvdb",
      ]);
      expect(nodeClass.blockDeviceMappings[1].ebs.volumeSize).to.equal("80Gi");
    });

    const samples: readonly Record<string, unknown>[] = [
      {},
      { ami: "bottlerocket", amiVersion: "v1.50.0", disk: { sizeGiB: 200 } },
      { categories: ["g", "p"], minGeneration: 4, taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }], weight: 100 },
      { instanceTypes: ["m7g.large", "c7g.xlarge"], capacityTypes: ["reserved", "spot"], limits: { cpu: 8 } },
      { budgets: [{ nodes: "0", schedule: "@daily", duration: "1h30m", reasons: ["Empty"] }], expireAfter: "Never", labels: { a: "b" } },
      { requirements: [{ key: "karpenter.k8s.aws/instance-cpu", operator: "Lte", values: ["32"], minValues: 1 }] },
    ];
    for (const sample of samples) {
      it(`satisfy Karpenter's CRDs: ${JSON.stringify(sample)}`, async () => {
        const found = await withPools({ a: sample });
        expect(faultsByCrd("karpenter/karpenter.sh_nodepools", found.only(poolType).inputs)).to.deep.equal([]);
        expect(faultsByCrd("karpenter/karpenter.k8s.aws_ec2nodeclasses", found.only(classType).inputs)).to.deep.equal([]);
      });
    }

    it("would be found out by the CRDs if they were wrong", async () => {
      const { inputs } = (await installed()).only(poolType);
      const wrong = structuredClone(inputs);
      wrong.spec.disruption.consolidateAfter = "soon";
      wrong.spec.tempalte = {};
      expect(faultsByCrd("karpenter/karpenter.sh_nodepools", wrong)).to.have.length(2);
    });

    it("are several, each with its class, under names of their own", async () => {
      const found = await withPools({ default: {}, gpu: { categories: ["g"] } });
      expect(found.ofType(poolType).map(({ name }) => name)).to.deep.equal(["eks-karpenter-default", "eks-karpenter-gpu"]);
      expect(found.ofType(classType).map(({ name }) => name)).to.deep.equal(["eks-karpenter-default-class", "eks-karpenter-gpu-class"]);
    });

    it("may be none", async () => {
      const found = await withPools({});
      expect(found.ofType(poolType)).to.be.empty;
      expect(found.ofType(releaseType)).to.have.length(2);
    });

    it("have the architecture of the stack's own pools, or of their own instance types", async () => {
      const arch = async (options: InstallOptions) =>
        requirement((await installed(options)).only(poolType).inputs.spec, "kubernetes.io/arch").map(
          (each) => (each as { values?: string[] }).values,
        );
      expect(await arch({ nodePools: { x86: pool({ instanceTypes: ["m7i.large"] }) } })).to.deep.equal([["amd64"]]);
      const both = { x86: pool({ instanceTypes: ["m7i.large"] }), arm: pool() };
      expect(await arch({ nodePools: both })).to.deep.equal([["amd64", "arm64"]]);
      expect(await arch({ addons: { karpenter: { nodePools: { a: { families: ["m7i"] } } } } })).to.deep.equal([["amd64"]]);
      expect(await arch({ nodePools: {}, fargate: { all: { selectors: [{ namespace: "*", labels: {} }] } } })).to.deep.equal([["amd64"]]);
    });

    it("name the subnets of a VPC that is not ours, whose tags we do not know", async () => {
      const network = { existing: { vpcId: "vpc-1", privateSubnetIds: ["subnet-a"], publicSubnetIds: [], zones: ["eu-west-1a"] } };
      const { spec } = (await installed({ network })).only(classType).inputs;
      expect(spec.subnetSelectorTerms.length).to.be.greaterThan(0);
      for (const term of spec.subnetSelectorTerms) expect(Object.keys(term)).to.deep.equal(["id"]);
    });
  });

  describe("checks", () => {
    const wrong: readonly [string, Record<string, unknown>][] = [
      ["an unknown key", { family: ["m7g"] }],
      ["a capacity type that Karpenter does not know", { capacityTypes: ["onDemand"] }],
      ["a duration without a unit", { expireAfter: "720" }],
      ["a family that does not exist", { families: ["m77g"] }],
      ["an instance type of no family", { instanceTypes: ["m77g.large"] }],
      ["a family of another architecture", { families: ["m7g"], architectures: ["amd64"] }],
      ["a budget's schedule without its duration", { budgets: [{ nodes: "1", schedule: "@daily" }] }],
      ["a label that is Karpenter's own", { labels: { "karpenter.sh/nodepool": "x" } }],
      ["a label that kubelet may not set", { labels: { "node-role.kubernetes.io/web": "x" } }],
      ["values that an operator has no use for", { requirements: [{ key: "a", operator: "In" }] }],
      ["a quantity that is none", { limits: { cpu: "many" } }],
    ];
    for (const [what, options] of wrong) {
      it(`refuse ${what}`, () => {
        expect(karpenterOptions.safeParse({ nodePools: { a: options } }).success).to.equal(false);
      });
    }

    it("refuse it beside the cluster autoscaler, whichever comes first", () => {
      for (const addons of [
        { karpenter: true, "cluster-autoscaler": true },
        { "cluster-autoscaler": true, karpenter: true },
      ]) {
        expect(problemsOf(addons)).to.equal(
          "addons.karpenter cannot be on together with `cluster-autoscaler`; set one of the two to false",
        );
      }
    });

    it("refuse it in Auto Mode, which is Karpenter already", () => {
      for (const nodePools of [{}, { general: pool() }] as Settings["nodePools"][]) {
        expect(problemsOf(on, { nodePools, cluster: { autoMode: { nodePools: [] } } })).to.include("is part of EKS Auto Mode");
      }
    });

    it("refuse it where nothing runs its controller", () => {
      expect(problemsOf(on, { nodePools: {} })).to.include("has nothing to run on");
    });

    it("refuse it without NAT and without a mirror of its registry", () => {
      expect(problemsOf(on, { network: withoutNat.network })).to.include("public.ecr.aws");
      expect(problemsOf(on, withoutNat)).to.equal("");
    });

    it("refuse it without NAT and without an endpoint of what it calls", () => {
      const endpoints = ["s3", "ecr.api", "ecr.dkr", "sts", "ec2", "eks", "logs", "eks-auth"] as const;
      const problems = problemsOf(on, { network: { nat: "none", endpoints: [...endpoints] }, images: mirrored });
      expect(problems).to.include("calls sqs and ssm, out of reach without NAT");
      expect(problemsOf(on, { network: { endpoints: [...endpoints] } })).to.equal("");
    });

    it("tell of accelerators that pods could not ask for", () => {
      const karpenter = { nodePools: { gpu: { categories: ["g"] } } };
      expect(adviceOf({ karpenter })).to.include("`nvidia-device-plugin`");
      expect(adviceOf({ karpenter, "nvidia-device-plugin": true })).to.equal("");
      expect(adviceOf({ karpenter: { nodePools: { gpu: { categories: ["g"], ami: "bottlerocket" } } } })).to.equal("");
    });
  });

  describe("on a cluster with Fargate alone", () => {
    const fargate = { jobs: { selectors: [{ namespace: "jobs", labels: {} }] } };
    const alone = { nodePools: {}, fargate };

    it("starts the nodes, which get what every node needs", () => {
      expect(facts(alone)).to.include({ nodes: false, fargateOnly: true, fargateFirst: true });
      expect(facts(alone, "eu-west-1", on)).to.include({ nodes: true, fargateOnly: false, fargateFirst: true });
      expect(Object.keys(selection(on, alone).addons)).to.include.members(["vpc-cni", "kube-proxy", "coredns"]);
    });

    it("runs on Fargate with CoreDNS, and by IRSA", async () => {
      const found = await installed(alone);
      const { annotations } = found.named("eks-karpenter", releaseType).inputs.values.serviceAccount;
      expect(annotations).to.have.property("eks.amazonaws.com/role-arn");
      expect(JSON.parse(found.named("eks-coredns", "aws:eks/addon:Addon").inputs.configurationValues).computeType).to.equal("Fargate");
    });

    it("comes before what needs its nodes", async () => {
      const found = await installed({ ...alone, addons: { ...on, keda: true, "metrics-server": true } });
      expect(found.waitsFor(found.named("eks-keda", releaseType), found.only(poolType))).to.equal(true);
      expect(found.waitsFor(found.named("eks-metrics-server", "aws:eks/addon:Addon"), found.only(poolType))).to.equal(false);
    });
  });
});
