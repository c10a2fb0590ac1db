import { readFileSync } from "node:fs";
import { expect } from "chai";
import { inlineStatements } from "../../../harness/mocks/policies";
import { type InstallOptions, registered } from "../../fixtures";
import { issuesOf, selection } from "../../plan/selection";

const collectorType = "kubernetes:opentelemetry.io/v1beta1:OpenTelemetryCollector";
const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const namespace = "opentelemetry-operator-system";
const metrics = { role: "eks-adot-adot-container-insights", account: "adot-container-insights" };
const traces = { role: "eks-adot-adot-traces", account: "adot-traces" };

async function installed(options: true | Readonly<Record<string, unknown>> = true, more: InstallOptions = {}) {
  return registered({ ...more, addons: { adot: options } });
}

async function spec(collector: string, ...args: Parameters<typeof installed>) {
  return (await installed(...args)).named(collector, collectorType).inputs.spec;
}

describe("adot", () => {
  it("installs the EKS add-on after cert-manager, which is enabled automatically", async () => {
    expect(Object.keys(selection({ adot: true }).addons)).to.include("cert-manager");
    const resources = await installed();
    const addon = resources.named("eks-adot", "aws:eks/addon:Addon");
    expect(addon.inputs.addonVersion).to.equal("v0.151.0-eksbuild.1");
    expect(resources.waitsFor(addon, resources.named("eks-cert-manager", "kubernetes:helm.sh/v3:Release"))).to.equal(true);
    // this stack creates the collectors' service accounts, so EKS gets no roles for them
    expect(addon.inputs).not.to.have.any.keys("podIdentityAssociations", "serviceAccountRoleArn");
  });

  it("starts the collectors after the operator and their permissions are ready", async () => {
    const resources = await installed();
    const addon = resources.named("eks-adot", "aws:eks/addon:Addon");
    for (const [name, { account }] of [
      ["eks-adot-metrics", metrics],
      ["eks-adot-traces", traces],
    ] as const) {
      const collector = resources.named(name, collectorType);
      const association = resources.ofType(associationType).find(({ inputs }) => inputs.serviceAccount === account)!;
      expect(association.inputs.namespace).to.equal(namespace);
      for (const earlier of [addon, association, resources.named(name, "kubernetes:core/v1:ServiceAccount")]) {
        expect(resources.waitsFor(collector, earlier), `${name} ${earlier.name}`).to.equal(true);
      }
      expect(collector.inputs).to.deep.include({ metadata: { name: account, namespace } });
      expect(collector.inputs.spec.serviceAccount).to.equal(account);
      expect(collector.provider).to.include("pulumi:providers:kubernetes::cluster");
    }
  });

  it("sends metrics of every node to Container Insights over the host network", async () => {
    const found = await spec("eks-adot-metrics", true, { region: "eu-north-1" });
    expect(found).to.deep.include({ mode: "daemonset", hostNetwork: true, tolerations: [{ operator: "Exists" }] });
    const { receivers, exporters, service } = found.config;
    expect(receivers.awscontainerinsightreceiver).to.include({ cluster_name: "shop", container_orchestrator: "eks" });
    expect(exporters.awsemf).to.include({
      region: "eu-north-1",
      namespace: "ContainerInsights",
      log_group_name: "/aws/containerinsights/shop/performance",
    });
    expect(service.pipelines.metrics.exporters).to.deep.equal(["awsemf"]);
    const env = found.env.map((each: { name: string }) => each.name);
    expect(env).to.include.members(["K8S_NODE_NAME", "HOST_IP", "HOST_NAME", "K8S_NAMESPACE"]);
  });

  it("receives traces by OTLP and sends them to X-Ray from two pods", async () => {
    const found = await spec("eks-adot-traces", true, { region: "eu-north-1" });
    expect(found).to.deep.include({ mode: "deployment", replicas: 2, podDisruptionBudget: { maxUnavailable: 1 } });
    expect(found).not.to.have.property("hostNetwork");
    expect(found.config.exporters).to.deep.equal({ awsxray: { region: "eu-north-1" } });
    expect(found.config.receivers.otlp.protocols).to.have.keys("grpc", "http");
  });

  it("configures everything that its pipelines use", async () => {
    for (const collector of ["eks-adot-metrics", "eks-adot-traces"]) {
      const { config } = await spec(collector);
      for (const pipeline of Object.values<Record<string, string[]>>(config.service.pipelines)) {
        for (const [kind, used] of Object.entries(pipeline)) expect(config[kind], kind).to.include.keys(used);
      }
      expect(config.extensions).to.include.keys(config.service.extensions);
    }
  });

  it("creates the log group of its metrics", async () => {
    const resources = await installed({ retentionDays: 7 });
    const group = resources.only("aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs).to.deep.include({ name: "/aws/containerinsights/shop/performance", retentionInDays: 7 });
    expect(resources.waitsFor(resources.named("eks-adot-metrics", collectorType), group)).to.equal(true);
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`gives each collector the actions of AWS's own policies in ${partition}, on its log group only`, async () => {
      const resources = await installed(true, { region });
      const { policies } = JSON.parse(readFileSync("tests/fixtures/iam/cloudwatch-managed-policies.json", "utf8"));
      const [logs, nodes] = inlineStatements(resources, metrics.role);
      expect(logs!.Resource).to.deep.equal([`arn:${partition}:logs:${region}:*:log-group:/aws/containerinsights/shop/performance:*`]);
      const agent: string[] = policies.CloudWatchAgentServerPolicy.document.Statement[0].Action;
      expect(agent).to.include.members([...logs!.Action, ...nodes!.Action]);
      expect(inlineStatements(resources, traces.role)).to.deep.equal(
        policies.AWSXrayWriteOnlyAccess.document.Statement.map(({ Effect, Action, Resource }: Record<string, unknown>) => ({
          Effect,
          Action,
          Resource,
        })),
      );
    });
  }

  it("grants the receiver read access to the cluster and leader election in its own namespace only", async () => {
    const resources = await installed();
    const { inputs } = resources.only("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole");
    const verbs = new Set(inputs.rules.flatMap((rule: { verbs: string[] }) => rule.verbs));
    expect([...verbs]).to.have.members(["get", "list", "watch"]);
    expect(resources.only("kubernetes:rbac.authorization.k8s.io/v1:Role").inputs.metadata.namespace).to.equal(namespace);
    for (const kind of ["ClusterRoleBinding", "RoleBinding"]) {
      const binding = resources.only(`kubernetes:rbac.authorization.k8s.io/v1:${kind}`).inputs;
      expect(binding.subjects).to.deep.equal([{ kind: "ServiceAccount", name: metrics.account, namespace }]);
      expect(binding.roleRef.name).to.equal(metrics.account);
    }
  });

  it("annotates its service accounts with their roles under IRSA", async () => {
    const resources = await installed(true, { cluster: { identity: "irsa" } });
    for (const [name, { role }] of [
      ["eks-adot-metrics", metrics],
      ["eks-adot-traces", traces],
    ] as const) {
      const { annotations } = resources.named(name, "kubernetes:core/v1:ServiceAccount").inputs.metadata;
      expect(annotations["eks.amazonaws.com/role-arn"]).to.include(role);
    }
    expect(resources.named("eks-adot", "aws:eks/addon:Addon").inputs).not.to.have.property("serviceAccountRoleArn");
  });

  it("omits metrics or traces and their permissions when disabled", async () => {
    const noTraces = await installed({ traces: false });
    expect(noTraces.ofType(collectorType).map(({ name }) => name)).to.deep.equal(["eks-adot-metrics"]);
    expect(noTraces.all.map(({ name }) => name)).not.to.include(traces.role);
    const noMetrics = await installed({ metrics: false });
    expect(noMetrics.ofType(collectorType).map(({ name }) => name)).to.deep.equal(["eks-adot-traces"]);
    expect(noMetrics.ofType("aws:cloudwatch/logGroup:LogGroup")).to.be.empty;
    expect(noMetrics.ofType("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole")).to.be.empty;
  });

  it("runs beside fluent-bit and requires nodes", () => {
    expect(issuesOf({ adot: true, "fluent-bit": true })).to.equal("");
    expect(issuesOf({ adot: true }, { nodePools: {}, fargate: { batch: { selectors: [{ namespace: "batch", labels: {} }] } } })).to.match(
      /Fargate.*DaemonSet/,
    );
  });

  it("rejects traces when X-Ray cannot be reached", () => {
    const images = { registries: { "quay.io": "mirror.example" } };
    const changes = (endpoints: "private" | string[]) => ({ images, network: { nat: "none", endpoints } }) as const;
    expect(issuesOf({ adot: true }, changes(["logs"]))).to.match(/`xray`.*`traces: false`/);
    expect(issuesOf({ adot: true }, changes("private"))).to.equal("");
    expect(issuesOf({ adot: { traces: false } }, changes(["logs"]))).to.equal("");
  });
});
