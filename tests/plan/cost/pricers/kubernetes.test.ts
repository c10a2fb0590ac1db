import { expect } from "chai";
import type { Values } from "../../../../plan/types";
import { planned } from "../../resources";
import { costIn, range, reasons, rows } from "../costs";

const object = (type: string, name: string, inputs: Values) =>
  planned({
    type: `kubernetes:${type}`,
    name,
    inputs: { ...inputs, metadata: { name, namespace: "shop", ...((inputs.metadata as Values) ?? {}) } },
  });
const fargate = planned({
  type: "aws:eks/fargateProfile:FargateProfile",
  name: "batch",
  inputs: { selectors: [{ namespace: "sho*", labels: { run: "fargate" } }] },
});
const release = (values: Values, chart = "app") =>
  planned({ type: "kubernetes:helm.sh/v3:Release", name: chart, inputs: { chart, name: chart, values } });
const subnets = ["a", "b", "c"].map((zone) =>
  planned({ type: "aws:ec2/subnet:Subnet", name: zone, inputs: { mapPublicIpOnLaunch: true, availabilityZone: `us-east-1${zone}` } }),
);

describe("Fargate profiles", () => {
  const deployment = object("apps/v1:Deployment", "web", {
    spec: {
      replicas: 3,
      template: {
        metadata: { labels: { run: "fargate" } },
        spec: {
          containers: [
            { resources: { requests: { cpu: "500m", memory: "1Gi" } } },
            { resources: { limits: { cpu: "250m", memory: "512Mi" } } },
          ],
        },
      },
    },
  });

  it("cost the planned pods that they select, in sizes that Fargate has", () => {
    // 0.75 vCPU and 1.5 GiB, with 0.25 GiB for Kubernetes 1.75 GiB: 1 vCPU and 2 GiB, three times
    expect(rows("us-east-1", [fargate, deployment])).to.deep.equal([
      "Fargate pods of Deployment web, 1 vCPU and 2 GiB each: vCPUs: 2190 x 0.04048 list2",
      "Fargate pods of Deployment web, 1 vCPU and 2 GiB each: memory: 4380 x 0.004445 list2",
      "further Fargate pods, 0.25 vCPU and 0.5 GiB each: vCPUs: 0 x 0.04048 list2",
      "further Fargate pods, 0.25 vCPU and 0.5 GiB each: memory: 0 x 0.004445 list2",
    ]);
  });

  it("follow the range of an autoscaler", () => {
    const autoscaler = object("autoscaling/v2:HorizontalPodAutoscaler", "web", {
      spec: { scaleTargetRef: { kind: "Deployment", name: "web" }, minReplicas: 2, maxReplicas: 10 },
    });
    const [vcpus] = costIn("us-east-1", [fargate, deployment, autoscaler]).items;
    expect([vcpus!.monthlyMin, vcpus!.monthly, vcpus!.monthlyMax]).to.deep.equal([1460 * 0.04048, 1460 * 0.04048, 7300 * 0.04048]);
  });

  it("do not select pods of other namespaces or with other labels", () => {
    const elsewhere = object("apps/v1:Deployment", "other", { metadata: { namespace: "team" }, spec: {} });
    expect(rows("us-east-1", [fargate, elsewhere])).to.have.lengthOf(2);
  });

  it("cost the pods that are assumed", () => {
    // 2 pods of 0.25 vCPU: 365 vCPU-hours; of 0.5 GiB: 730 GB-hours
    expect(rows("us-east-1", [fargate], { fargatePods: 2, fargateVcpu: 0.25, fargateGiB: 0.5 })).to.deep.equal([
      "further Fargate pods, 0.25 vCPU and 0.5 GiB each: vCPUs: 365 x 0.04048 list2",
      "further Fargate pods, 0.25 vCPU and 0.5 GiB each: memory: 730 x 0.004445 list2",
    ]);
  });
});

describe("Karpenter node pools", () => {
  const nodeClass = planned({
    type: "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass",
    name: "class",
    inputs: {
      metadata: { name: "default" },
      spec: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: "50Gi", volumeType: "gp3" } }] },
    },
  });
  const pool = (spec: Values, requirements: readonly Values[]) =>
    planned({
      type: "kubernetes:karpenter.sh/v1:NodePool",
      name: "pool",
      inputs: {
        metadata: { name: "default" },
        spec: { ...spec, template: { spec: { nodeClassRef: { group: "karpenter.k8s.aws", name: "default" }, requirements } } },
      },
    });
  const types = (...values: string[]) => ({ key: "node.kubernetes.io/instance-type", operator: "In", values });

  it("cost nothing at their smallest, and at their largest what fits into their limits", () => {
    const plan = [nodeClass, pool({ limits: { cpu: 100 } }, [types("m7g.large")])];
    // 100 / 2 vCPUs: 50 nodes x (730 x 0.0816 + 50 x 0.08)
    expect(range(costIn("us-east-1", plan))).to.deep.equal([0, 0, 3178.4]);
    expect(costIn("us-east-1", plan).unbounded).to.deep.equal([]);
    // 9 vCPUs that are assumed are 5 nodes
    expect(rows("us-east-1", plan, { karpenterVcpus: 9 })).to.deep.equal([
      "node pool default, m7g.large, on-demand: 3650 x 0.0816 list",
      "node pool default, node volumes, 50 GiB gp3: 250 x 0.08 list2",
    ]);
  });

  it("have no price if they run Windows, whose license the tables do not hold", () => {
    const os = { key: "kubernetes.io/os", operator: "In", values: ["windows"] };
    const { items, unpriced } = costIn("us-east-1", [nodeClass, pool({ limits: { cpu: 100 } }, [os, types("m7i.large")])]);
    expect(items).to.deep.equal([]);
    expect(unpriced.map(({ reason }) => reason)).to.deep.equal(["node pool default: the tables hold prices of Linux alone"]);
  });

  it("have a largest cost by the narrowest of their limits", () => {
    const most = (limits: Values, type = "m7g.large") => costIn("us-east-1", [pool({ limits }, [types(type)])]).items[0]!.monthlyMax;
    const nodes = (limits: Values) => Math.round(most(limits) / (730 * 0.0816));
    expect([nodes({ cpu: "7500m" }), nodes({ cpu: 100, memory: "20Gi" }), nodes({ cpu: 100, nodes: "4" })]).to.deep.equal([3, 2, 4]);
  });

  it("have no largest cost without limits", () => {
    expect(costIn("us-east-1", [pool({}, [types("m7g.large")])]).unbounded.map(({ reason }) => reason)).to.deep.equal([
      "node pool default has no limits",
    ]);
  });

  it("are estimated by the cheapest type per vCPU where several meet their requirements", () => {
    const requirements = [
      { key: "kubernetes.io/arch", operator: "In", values: ["arm64"] },
      { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m", "r"] },
      { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["6"] },
    ];
    // c7g.xlarge: 0.145 for 4 vCPUs
    expect(rows("us-east-1", [nodeClass, pool({ limits: { cpu: 8 } }, requirements)], { karpenterVcpus: 4 })[0]).to.equal(
      "node pool default, c7g.xlarge, on-demand: 730 x 0.145 estimate",
    );
  });

  it("are estimated by the cheapest type per GPU where they require GPUs", () => {
    const requirements = [{ key: "karpenter.k8s.aws/instance-family", operator: "In", values: ["g5", "g6"] }];
    // g6.xlarge: 0.8048 for a GPU and 4 vCPUs
    expect(rows("us-east-1", [nodeClass, pool({ limits: { "nvidia.com/gpu": 2 } }, requirements)], { karpenterVcpus: 4 })[0]).to.equal(
      "node pool default, g6.xlarge, on-demand: 730 x 0.8048 estimate",
    );
  });

  it("prefer spot capacity, which costs up to the on-demand price", () => {
    const spot = { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot", "on-demand"] };
    const [instances] = costIn("us-east-1", [nodeClass, pool({ limits: { cpu: 4 } }, [types("m7g.large"), spot])], {
      karpenterVcpus: 2,
    }).items;
    expect(instances!.confidence).to.equal("estimate");
    expect(instances!.monthly).to.be.lessThan(730 * 0.0816);
    expect(instances!.monthlyMax).to.be.closeTo(2 * 730 * 0.0816, 1e-9);
  });

  it("run a fixed number of nodes as static pools", () => {
    // 3 x (59.568 + 4.00)
    expect(range(costIn("us-east-1", [nodeClass, pool({ replicas: 3 }, [types("m7g.large")])]))).to.deep.equal([190.7, 190.7, 190.7]);
  });

  it("pay for detailed monitoring of their class", () => {
    const spec = { ...(nodeClass.inputs.spec as object), detailedMonitoring: true };
    const monitored = { ...nodeClass, inputs: { ...nodeClass.inputs, spec } };
    expect(rows("us-east-1", [monitored, pool({ replicas: 3 }, [types("m7g.large")])])[1]).to.equal(
      "node pool default, detailed monitoring: 21 x 0.3 estimate",
    );
  });

  it("include the fee of EKS Auto Mode", () => {
    const auto = planned({
      type: "kubernetes:karpenter.sh/v1:NodePool",
      name: "pool",
      inputs: {
        metadata: { name: "auto" },
        spec: {
          limits: { cpu: 8 },
          template: {
            spec: {
              nodeClassRef: { group: "eks.amazonaws.com", name: "default" },
              requirements: [{ key: "node.kubernetes.io/instance-type", operator: "In", values: ["m7g.large"] }],
            },
          },
        },
      },
    });
    // 4 nodes x (730 x (0.0816 + 0.00979) + 80 x 0.08)
    expect(range(costIn("us-east-1", [auto]))).to.deep.equal([0, 0, 292.46]);
  });
});

describe("load balancers", () => {
  const ingress = (name: string, annotations: Values, className = "alb") =>
    object("networking.k8s.io/v1:Ingress", name, {
      metadata: { name, namespace: "shop", annotations },
      spec: { ingressClassName: className },
    });
  const lb = (name: string, inputs: Values) => planned({ type: "aws:lb/loadBalancer:LoadBalancer", name, inputs });

  it("are counted one for each Ingress, or for each group of Ingresses", () => {
    const group = { "alb.ingress.kubernetes.io/group.name": "web" };
    expect(rows("us-east-1", [ingress("a", {}), ingress("b", {})])).to.have.lengthOf(2);
    expect(rows("us-east-1", [ingress("a", group), ingress("b", group)])).to.deep.equal([
      "Application Load Balancer of group web: 730 x 0.0225 list2",
    ]);
    expect(rows("us-east-1", [ingress("a", {}, "nginx")])).to.deep.equal([]);
  });

  it("include an address in each zone with a public subnet where they face the internet", () => {
    const facing = { "alb.ingress.kubernetes.io/scheme": "internet-facing" };
    expect(rows("us-east-1", [...subnets, ingress("a", facing)], { loadBalancerCapacityUnits: 2 })).to.deep.equal([
      "Application Load Balancer: 730 x 0.0225 list2",
      "Application Load Balancer, capacity units: 1460 x 0.008 list2",
      "Application Load Balancer, public IPv4 addresses: 2190 x 0.005 list2",
    ]);
  });

  it("take group and scheme from the class before the annotations", () => {
    const plan = [
      object("networking.k8s.io/v1:IngressClass", "team", { spec: { controller: "ingress.k8s.aws/alb", parameters: { name: "team" } } }),
      object("elbv2.k8s.aws/v1beta1:IngressClassParams", "team", { spec: { scheme: "internal", group: { name: "team" } } }),
      ingress("a", { "alb.ingress.kubernetes.io/scheme": "internet-facing" }, "team"),
      ingress("b", {}, "team"),
    ];
    expect(rows("us-east-1", plan)).to.deep.equal(["Application Load Balancer of group team: 730 x 0.0225 list2"]);
    const shared = release(
      { ingressClassParams: { spec: { scheme: "internal", group: { name: "shared" } } } },
      "aws-load-balancer-controller",
    );
    expect(rows("us-east-1", [shared, ingress("a", {}), ingress("b", {})])).to.deep.equal([
      "Application Load Balancer of group shared: 730 x 0.0225 list2",
    ]);
  });

  it("belong to no team where several share one", () => {
    const group = { "alb.ingress.kubernetes.io/group.name": "web" };
    const namespace = (name: string) =>
      planned({ type: "kubernetes:core/v1:Namespace", name, inputs: { metadata: { name, labels: { team: name } } } });
    const of = (team: string) => ({
      ...ingress(team, group),
      inputs: { ...ingress(team, group).inputs, metadata: { namespace: team, annotations: group } },
    });
    const teamsOf = (...names: string[]) => Object.keys(costIn("us-east-1", [...names.map(namespace), ...names.map(of)]).byTeam.shares);
    expect([teamsOf("burnham"), teamsOf("burnham", "riker")]).to.deep.equal([["burnham"], []]);
  });

  it("have the type of the controller that serves their Service", () => {
    const service = (annotations: Values, spec: Values = {}) =>
      object("core/v1:Service", "web", { metadata: { annotations }, spec: { type: "LoadBalancer", ...spec } });
    const prefix = "service.beta.kubernetes.io/aws-load-balancer";
    expect(rows("us-east-1", [service({ [`${prefix}-type`]: "external" })])).to.deep.equal(["Network Load Balancer: 730 x 0.0225 list"]);
    expect(
      rows("us-east-1", [service({ [`${prefix}-scheme`]: "internet-facing" }, { loadBalancerClass: "eks.amazonaws.com/nlb" })]),
    ).to.deep.equal(["Network Load Balancer: 730 x 0.0225 list", "Network Load Balancer, public IPv4 addresses: 1460 x 0.005 list2"]);
    expect(rows("us-east-1", [release({}, "aws-load-balancer-controller"), service({})])).to.deep.equal([
      "Network Load Balancer: 730 x 0.0225 list",
    ]);
    expect(reasons("us-east-1", [service({})])).to.deep.equal(["Classic Load Balancer: the tables have no price of it"]);
    expect(rows("us-east-1", [object("core/v1:Service", "web", { spec: { type: "ClusterIP" } })])).to.deep.equal([]);
  });

  it("have the type of the class of their Gateway", () => {
    const gateway = object("gateway.networking.k8s.io/v1:Gateway", "web", { spec: { gatewayClassName: "aws" } });
    const gatewayClass = object("gateway.networking.k8s.io/v1:GatewayClass", "aws", { spec: { controllerName: "gateway.k8s.aws/nlb" } });
    expect(rows("us-east-1", [gateway, gatewayClass])).to.deep.equal(["Network Load Balancer: 730 x 0.0225 list"]);
    expect(reasons("us-east-1", [gateway])).to.deep.equal(["Gateway of class aws: what it causes depends on its controller"]);
  });

  it("have a price where the program creates them", () => {
    expect(rows("us-east-1", [lb("a", { subnets: ["1", "2", "3"] })])).to.deep.equal([
      "Application Load Balancer: 730 x 0.0225 list2",
      "Application Load Balancer, public IPv4 addresses: 2190 x 0.005 list2",
    ]);
    expect(rows("us-east-1", [lb("a", { loadBalancerType: "network", internal: true })])).to.deep.equal([
      "Network Load Balancer: 730 x 0.0225 list",
    ]);
    expect(reasons("us-east-1", [lb("a", { loadBalancerType: "gateway" })])).to.deep.equal([
      "load balancer of type gateway: the tables have no price of it",
    ]);
  });
});

describe("persistent volumes", () => {
  const storageClass = (name: string, inputs: Values, annotations: Values = {}) =>
    object("storage.k8s.io/v1:StorageClass", name, { metadata: { annotations }, ...inputs });
  const claimed = { resources: { requests: { storage: "20Gi" } } };

  it("cost the size of their claim, by its class", () => {
    const claim = (spec: Values) => object("core/v1:PersistentVolumeClaim", "data", { spec: { ...claimed, ...spec } });
    const fast = storageClass("fast", { provisioner: "ebs.csi.aws.com", parameters: { type: "gp3", iops: "4000" } });
    const efs = storageClass("efs", { provisioner: "efs.csi.aws.com" }, { "storageclass.kubernetes.io/is-default-class": "true" });
    expect(rows("us-east-1", [claim({})])).to.deep.equal(["persistent volume, 20 GiB gp3: 20 x 0.08 list2"]);
    expect(rows("us-east-1", [claim({ storageClassName: "fast" }), fast])).to.deep.equal([
      "persistent volume, 20 GiB gp3: 20 x 0.08 list2",
      "persistent volume, 1000 IOPS beyond 3000: 1000 x 0.005 list2",
    ]);
    expect(rows("us-east-1", [claim({}), efs])).to.deep.equal([]);
    const fsx = storageClass("fsx", { provisioner: "fsx.csi.aws.com" });
    expect(reasons("us-east-1", [claim({ storageClassName: "fsx" }), fsx])).to.deep.equal([
      "persistent volume: the tables have no price of volumes of fsx.csi.aws.com",
    ]);
  });

  it("are counted one for each claim and replica of a StatefulSet", () => {
    const set = object("apps/v1:StatefulSet", "db", {
      spec: { replicas: 3, volumeClaimTemplates: [{ metadata: { name: "data" }, spec: claimed }] },
    });
    expect(rows("us-east-1", [set])).to.deep.equal(["persistent volumes data, 20 GiB gp3: 60 x 0.08 list2"]);
  });

  it("are found in the values of charts", () => {
    const values = {
      prometheus: { prometheusSpec: { replicas: 2, storageSpec: { volumeClaimTemplate: { spec: claimed } } } },
      grafana: { persistence: { enabled: true, size: "10Gi" } },
      loki: { enabled: false, persistence: { enabled: true, size: "10Gi" } },
      cache: { persistence: { enabled: false, size: "10Gi" } },
    };
    expect(rows("us-east-1", [release(values)])).to.deep.equal([
      "volumes of prometheus, 20 GiB gp3: 40 x 0.08 list2",
      "volumes of grafana, 10 GiB gp3: 10 x 0.08 list2",
    ]);
  });
});

describe("charts", () => {
  it("include load balancers by their values", () => {
    const values = {
      server: { ingress: { enabled: true, ingressClassName: "alb" }, service: { type: "ClusterIP" } },
      gateway: { service: { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb" } },
      off: { ingress: { enabled: false, ingressClassName: "alb" } },
    };
    expect(rows("us-east-1", [release(values)])).to.deep.equal([
      "Application Load Balancer: 730 x 0.0225 list2",
      "Network Load Balancer: 730 x 0.0225 list",
    ]);
  });
});
