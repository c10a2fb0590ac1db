import { expect } from "chai";
import { Environment, parseSettings, resolveSettings, type SettingsInput } from "../../components";
import { type MockOptions, startMocks } from "../harness/mocks/mocks";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const repo = "https://github.com/example/clusters";
const burnham = {
  kind: "application" as const,
  members: ["arn:aws:iam::123456789012:role/Developer"],
  samples: { web: true },
};
const releaseType = "kubernetes:helm.sh/v3:Release";
const ingressType = "kubernetes:networking.k8s.io/v1:Ingress";

async function environment(input: SettingsInput, options: MockOptions = {}) {
  const mocks = startMocks(options);
  const network = input.network?.existing ? input.network : { zones, ...input.network };
  await mocks.run(async () => new Environment("eks", await resolveSettings(parseSettings({ region: "eu-west-1", ...input, network }))));
  return mocks.resources;
}

/** The error message for invalid settings. */
function errorOf(input: SettingsInput): string {
  startMocks();
  try {
    parseSettings({ region: "eu-west-1", ...input });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("Environment: GitOps and samples", () => {
  for (const engine of ["argocd", "flux"] as const) {
    it(`deploys ${engine} before the handed-over metadata, after the roles of add-ons that GitOps manages`, async () => {
      const gitops = { engine, repo, addons: ["karpenter"], credentials: { secretsManager: "clusters/git" } };
      const resources = await environment({ gitops, teams: { burnham } });
      const releases = resources.ofType(releaseType).map(({ name }) => name);
      expect(releases).to.include(`eks-${engine}`).and.not.to.include("eks-karpenter");

      const map = resources.named("eks-gitops-environment", "kubernetes:core/v1:ConfigMap");
      const { inputs } = map;
      expect(inputs.data).to.include({ aws_cluster_name: "eks-blueprints-test", aws_region: "eu-west-1" });
      expect(inputs.data.karpenter_iam_role_arn).to.match(/:role\/.*eks-karpenter-karpenter/);
      expect(JSON.parse(inputs.data.karpenter_values).settings.clusterName).to.equal("eks-blueprints-test");
      for (const first of [`eks-${engine}`, "eks-external-secrets"]) {
        expect(resources.waitsFor(map, resources.named(first, releaseType)), first).to.equal(true);
      }
      expect(resources.waitsFor(map, resources.named("eks-karpenter-karpenter-association"))).to.equal(true);
    });
  }

  it("deploys a sample reachable from the load balancers' subnets, after load balancer controller and metrics server", async () => {
    const resources = await environment({ teams: { burnham } });
    const ingress = resources.only(ingressType);
    expect(resources.waitsFor(ingress, resources.named("eks-aws-load-balancer-controller", releaseType))).to.equal(true);
    expect(resources.waitsFor(ingress, resources.named("eks-team-burnham.team-burnham", "kubernetes:core/v1:Namespace"))).to.equal(true);
    const autoscaler = resources.only("kubernetes:autoscaling/v2:HorizontalPodAutoscaler");
    expect(resources.waitsFor(autoscaler, resources.named("eks-metrics-server", "aws:eks/addon:Addon"))).to.equal(true);
    const policy = resources.named("eks-sample-burnham-web", "kubernetes:networking.k8s.io/v1:NetworkPolicy").inputs.spec;
    const blocks = policy.ingress[0].from.filter(({ ipBlock }: { ipBlock?: object }) => ipBlock);
    expect(blocks).to.have.length(zones.length);
  });

  it("uses the load balancers of Auto Mode for samples", async () => {
    const auto = await environment({ cluster: { autoMode: true }, teams: { burnham } });
    expect(auto.ofType(releaseType).map(({ name }) => name)).not.to.include("eks-aws-load-balancer-controller");
    expect(auto.only(ingressType).inputs.spec.ingressClassName).to.equal(
      auto.only("kubernetes:networking.k8s.io/v1:IngressClass").inputs.metadata.name,
    );
  });

  it("uses an internal load balancer in a VPC without public subnets", async () => {
    const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-a", "subnet-b"] };
    const invokes = {
      "aws:ec2/getSubnet:getSubnet": ({ id }: { id?: string }) => ({ id, cidrBlock: id === "subnet-a" ? "10.1.0.0/24" : "10.1.1.0/24" }),
    };
    const inside = await environment({ network: { existing }, teams: { burnham } }, { invokes });
    expect(inside.only(ingressType).inputs.metadata.annotations).to.include({
      "alb.ingress.kubernetes.io/scheme": "internal",
      "alb.ingress.kubernetes.io/subnets": "subnet-a,subnet-b",
    });
  });

  it("runs with plain Pulumi mocks", async () => {
    for (const engine of ["argocd", "flux"] as const) {
      const gitops = { engine, repo, addons: ["karpenter", "velero"] };
      const resources = await environment({ gitops, teams: { burnham } }, { stock: true });
      expect(resources.ofType(ingressType)).to.have.length(1);
    }
  });

  it("rejects samples and GitOps add-ons that could not run", () => {
    const fargate = { batch: { selectors: [{ namespace: "batch" }] } };
    expect(errorOf({ teams: { burnham }, fargate })).to.include(
      "teams.burnham.samples.web: no Fargate profile selects the pods of team-burnham",
    );
    expect(errorOf({ teams: { burnham }, network: { nat: "none", endpoints: "private" } })).to.include(
      "teams.burnham.samples.web: pulls its image from public.ecr.aws",
    );
    expect(errorOf({ teams: { burnham: { ...burnham, quota: { pods: "1" } } } })).to.include(
      "teams.burnham.samples.web: the team's quota is too small for two pods",
    );
    expect(errorOf({ teams: { burnham }, addons: { "metrics-server": false } })).to.include(
      "addons.metrics-server: cannot be false, because `teams.burnham.samples.web` requires it",
    );
    expect(errorOf({ teams: { burnham }, gitops: { engine: "flux", repo, addons: ["aws-load-balancer-controller"] } })).to.include(
      "gitops.addons[0]: `aws-load-balancer-controller` must be installed before GitOps",
    );
  });
});
