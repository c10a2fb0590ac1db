import { expect } from "chai";
import type { Values } from "../../../../plan/types";
import { planned } from "../../resources";
import { costIn, range, reasons, rows } from "../costs";

const cluster = (inputs: Values = {}) =>
  planned({ type: "aws:eks/cluster:Cluster", name: "eks", inputs: { name: "shop", version: "1.35", ...inputs } });
const logGroup = (inputs: Values, outputs: Values = {}) =>
  planned({ type: "aws:cloudwatch/logGroup:LogGroup", name: "logs", inputs, outputs });

describe("EKS clusters", () => {
  it("cost their control plane", () => {
    expect(rows("us-east-1", [cluster()])).to.deep.equal(["control plane: 730 x 0.1 list2"]);
    expect(rows("eu-west-3", [cluster()])).to.deep.equal(["control plane: 730 x 0.1 default"]);
  });

  it("cost more where standard support of their version has ended by the date of the table", () => {
    // 1.33 ended on 2026-07-29, 1.34 ends on 2026-12-02, after the table's date 2026-11-23
    expect(rows("us-east-1", [cluster({ version: "1.33" })])).to.deep.equal([
      "control plane: 730 x 0.1 list2",
      "extended support of Kubernetes 1.33: 730 x 0.5 list2",
    ]);
    expect(rows("us-east-1", [cluster({ version: "1.34" })])).to.have.lengthOf(1);
    expect(rows("us-east-1", [cluster({ version: "1.25" })])).to.have.lengthOf(2);
  });

  it("cost their provisioned tier, as far as it has a price", () => {
    expect(rows("us-east-1", [cluster({ controlPlaneScalingConfig: { tier: "tier-2xl" } })])[1]).to.equal(
      "provisioned control plane 2xl: 730 x 3.4 list",
    );
    expect(rows("us-east-1", [cluster({ controlPlaneScalingConfig: { tier: "standard" } })])).to.have.lengthOf(1);
    expect(reasons("us-east-1", [cluster({ controlPlaneScalingConfig: { tier: "tier-ultra" } })])).to.deep.equal([
      "provisioned control plane ultra: the tables have no price for us-east-1",
    ]);
  });

  it("ask for the vCPUs of hybrid nodes, which no plan knows", () => {
    const hybrid = cluster({ remoteNetworkConfig: { remoteNodeNetworks: { cidrs: ["10.80.0.0/16"] } } });
    expect(reasons("us-east-1", [hybrid])).to.deep.equal([
      "EKS Hybrid Nodes: set `hybridVcpus` in the assumptions: their vCPUs are not planned",
    ]);
    // 16 vCPUs x 730 h
    expect(rows("us-east-1", [hybrid], { hybridVcpus: 16 })[1]).to.equal("EKS Hybrid Nodes: 11680 x 0.02 list2");
    expect(rows("us-east-1", [hybrid], { hybridVcpus: 800 })[1]).to.equal("EKS Hybrid Nodes: 584000 x 0.02 estimate");
  });

  it("cost the nodes of the built-in pools of Auto Mode, their fee and their volumes, without an upper bound", () => {
    const auto = cluster({ computeConfig: { enabled: true, nodePools: ["general-purpose", "system"] } });
    const cost = costIn("us-east-1", [auto], { autoModeVcpus: 8 });
    // c6a.xlarge is the cheapest of c, m and r from generation 5 on with x86: 0.153 for 4 vCPUs; fee 12 %
    expect(rows("us-east-1", [auto], { autoModeVcpus: 8 }).slice(1)).to.deep.equal([
      "nodes of EKS Auto Mode, c6a.xlarge, on-demand: 1460 x 0.153 estimate",
      "nodes of EKS Auto Mode, c6a.xlarge, fee of EKS Auto Mode: 1460 x 0.01836 estimate",
      "nodes of EKS Auto Mode, node volumes, 80 GiB gp3: 160 x 0.08 list2",
    ]);
    expect(cost.unbounded.map(({ reason }) => reason)).to.deep.equal([
      "the built-in node pools of EKS Auto Mode (general-purpose, system) have no limits",
    ]);
    // 73.00 + 223.38 + 26.8056 + 12.80
    expect(range(cost)).to.deep.equal([73, 335.99, 335.99]);
  });
});

describe("EKS capabilities", () => {
  it("cost their hours and those of their resources", () => {
    const capability = planned({ type: "aws:eks/capability:Capability", name: "argocd", inputs: { type: "ARGOCD" } });
    expect(rows("us-east-1", [capability], { capabilityResources: 5 })).to.deep.equal([
      "capability Argo CD: 730 x 0.03 list2",
      "resources of capability Argo CD: 3650 x 0.0015 list2",
    ]);
  });
});

describe("log groups", () => {
  const logs = cluster({ enabledClusterLogTypes: ["api", "audit"] });

  it("cost what the control plane writes, and what they keep of it", () => {
    const group = logGroup({ name: "/aws/eks/shop/cluster", retentionInDays: 73 });
    // 73 days are 2.4 months of 730 hours: 10 GB x 2.4 x 0.15 are stored
    expect(rows("eu-west-2", [logs, group], { controlPlaneLogsGiB: 10, logCompression: 0.15 }).slice(1)).to.deep.equal([
      "control plane logs, ingested: 10 x 0.5985 list",
      "control plane logs, 73 days of logs: 3.6 x 0.0315 list2",
    ]);
  });

  it("receive nothing of a cluster whose logs are off", () => {
    const group = logGroup({ name: "/aws/eks/shop/cluster", retentionInDays: 90 });
    expect(rows("eu-west-2", [cluster(), group], { controlPlaneLogsGiB: 10 })).to.have.lengthOf(1);
  });

  it("never expire where EKS and VPC create them", () => {
    const flow = (inputs: Values) => planned({ type: "aws:ec2/flowLog:FlowLog", name: "flow", inputs });
    expect(rows("eu-west-2", [logs], { controlPlaneLogsGiB: 10, logCompression: 0.1 }).slice(1)).to.deep.equal([
      "control plane logs, ingested: 10 x 0.5985 list",
      "control plane logs, a year of logs that never expire: 12 x 0.0315 list2",
    ]);
    const elsewhere = flow({ logDestination: "arn:aws:logs:eu-west-2:1:log-group:/elsewhere" });
    expect(rows("eu-west-2", [elsewhere], { flowLogsGiB: 1 })[0]).to.equal("flow logs, ingested: 1 x 0.5985 list");
    expect(reasons("eu-west-2", [flow({ logDestinationType: "s3" })])).to.deep.equal([
      "flow logs to s3: the tables have no price of their delivery",
    ]);
  });

  it("cost the flow logs that are delivered to them", () => {
    const group = logGroup({ name: "/flow", retentionInDays: 0 }, { arn: "arn:aws:logs:eu-west-2:1:log-group:/flow" });
    const flow = planned({
      type: "aws:ec2/flowLog:FlowLog",
      name: "flow",
      inputs: { logDestination: "arn:aws:logs:eu-west-2:1:log-group:/flow" },
    });
    // never expire: as at the end of the first year, 12 months of 730 hours
    expect(rows("eu-west-2", [group, flow], { flowLogsGiB: 2, logCompression: 0.5 })).to.deep.equal([
      "flow logs, ingested: 2 x 0.5985 list",
      "flow logs, a year of logs that never expire: 12 x 0.0315 list2",
    ]);
  });

  it("cost the logs of all nodes once, although each kind has a group", () => {
    const insights = ["application", "dataplane", "host"].map((kind) =>
      planned({
        type: "aws:cloudwatch/logGroup:LogGroup",
        name: kind,
        inputs: { name: `/aws/containerinsights/shop/${kind}`, retentionInDays: 30 },
      }),
    );
    const nodes = planned({
      type: "aws:eks/nodeGroup:NodeGroup",
      name: "nodes",
      inputs: { instanceTypes: ["m7g.large"], diskSize: 20, scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 3 } },
    });
    const ingested = costIn("us-east-1", [...insights, nodes], { logsGiBPerNode: 10 }).items.filter(({ description }) =>
      /ingested/.test(description),
    );
    expect(ingested.map(({ quantity, unitPrice }) => [quantity, unitPrice])).to.deep.equal([[20, 0.5]]);
    expect(ingested.map(range)).to.deep.equal([[5, 10, 15]]);
  });

  it("cost the logs of Fargate pods that the log router ships to them", () => {
    const group = logGroup({ name: "/aws/eks/shop/fargate", retentionInDays: 30 });
    const router = planned({
      type: "kubernetes:core/v1:ConfigMap",
      name: "router",
      inputs: {
        metadata: { name: "aws-logging", namespace: "aws-observability" },
        data: { "output.conf": "[OUTPUT]\n    Name cloudwatch_logs\n    log_group_name /aws/eks/shop/fargate\n" },
      },
    });
    const profile = planned({
      type: "aws:eks/fargateProfile:FargateProfile",
      name: "batch",
      inputs: { selectors: [{ namespace: "batch" }] },
    });
    const plan = [group, router, profile];
    expect(rows("us-east-1", plan, { fargatePods: 3, logsGiBPerFargatePod: 2 })[0]).to.equal(
      "logs of Fargate pods, ingested: 6 x 0.5 list",
    );
  });

  it("have no known cost where nothing says what is written to them", () => {
    expect(reasons("us-east-1", [logGroup({ name: "/app" })])).to.deep.equal([
      "logs: what is written to this log group depends on the workloads",
    ]);
  });
});

describe("logs of amazon-cloudwatch-observability", () => {
  it("go to log groups of its own, which never expire, where none is planned", () => {
    const addon = planned({ type: "aws:eks/addon:Addon", name: "cw", inputs: { addonName: "amazon-cloudwatch-observability" } });
    const nodes = planned({
      type: "aws:autoscaling/group:Group",
      name: "nodes",
      inputs: { minSize: 1, maxSize: 1, launchConfiguration: "lc" },
    });
    const found = rows("us-east-1", [addon, nodes], { logsGiBPerNode: 10, logCompression: 0.1 });
    expect(found).to.deep.equal([
      "logs of containers and nodes, ingested: 10 x 0.5 list",
      "logs of containers and nodes, a year of logs that never expire: 12 x 0.03 list",
    ]);
    expect(reasons("us-east-1", [addon])).to.deep.equal(["metrics of Container Insights: their number depends on the workloads"]);
  });
});
