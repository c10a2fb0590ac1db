import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import type { Mocks } from "../../../harness/mocks/mocks";
import { type InstallOptions, registered } from "../../fixtures";
import { issuesOf, warningsOf } from "../../plan/selection";

const deploymentType = "kubernetes:apps/v1:Deployment";
const on = { overprovisioning: true };

async function installed(options: true | Record<string, unknown> = true, more: InstallOptions = {}): Promise<Mocks["resources"]> {
  return registered({ addons: { overprovisioning: options }, ...more });
}

describe("overprovisioning", () => {
  it("reserves capacity with pause pods of a priority below all other pods", async () => {
    const found = await installed();
    const priority = found.only("kubernetes:scheduling.k8s.io/v1:PriorityClass");
    expect(priority.inputs).to.deep.include({ value: -10, preemptionPolicy: "Never" });
    expect(priority.inputs, "the API server leaves it out when it is false").not.to.have.property("globalDefault");
    const deployment = found.only(deploymentType);
    const { replicas, template } = deployment.inputs.spec;
    expect(replicas).to.equal(2);
    expect(template.spec).to.deep.include({ priorityClassName: "overprovisioning", terminationGracePeriodSeconds: 0 });
    expect(template.spec.containers[0]).to.deep.include({
      image: "registry.k8s.io/pause:3.10.1",
      resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "1Gi" } },
    });
    for (const earlier of [priority, found.only("kubernetes:core/v1:Namespace")]) {
      expect(found.waitsFor(deployment, earlier)).to.equal(true);
      expect(earlier.provider).to.include("pulumi:providers:kubernetes::cluster");
    }
  });

  it("does not make a deployment wait for its pending pods", async () => {
    expect((await installed()).only(deploymentType).inputs.metadata.annotations).to.deep.equal({ "pulumi.com/skipAwait": "true" });
  });

  it("accepts replicas, pod size, version and a mirror", async () => {
    const registries = { "registry.k8s.io": "mirror.example/k8s" };
    const { spec } = (await installed({ replicas: 5, cpu: 0.5, memory: "2Gi", version: "3.10.0" }, { images: { registries } })).only(
      deploymentType,
    ).inputs;
    expect(spec.replicas).to.equal(5);
    expect(spec.template.spec.containers[0]).to.deep.include({ image: "mirror.example/k8s/pause:3.10.0" });
    expect(spec.template.spec.containers[0].resources.requests).to.deep.equal({ cpu: "0.5", memory: "2Gi" });
  });

  it("merges the user's `values` over the specification of its pods", async () => {
    const values = { nodeSelector: { pool: "general" }, tolerations: [{ operator: "Exists" }], securityContext: { runAsUser: 1000 } };
    const { spec } = (await installed({ values })).only(deploymentType).inputs.spec.template;
    expect(spec).to.deep.include({ nodeSelector: { pool: "general" }, tolerations: [{ operator: "Exists" }] });
    expect(spec.securityContext).to.deep.include({ runAsUser: 1000, runAsNonRoot: true });
    expect(spec.containers).to.have.length(1);
  });

  it("meets the restricted Pod Security Standard", async () => {
    const { spec } = (await installed()).only(deploymentType).inputs.spec.template;
    expect(spec.securityContext).to.deep.include({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(spec.containers[0].securityContext).to.deep.include({ allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } });
  });

  it("warns when nothing adds nodes", () => {
    expect(warningsOf(on)).to.include("there is no node autoscaler");
    for (const autoscaler of ["karpenter", "cluster-autoscaler"])
      expect(warningsOf({ ...on, [autoscaler]: true }), autoscaler).to.equal("");
    expect(warningsOf(on, { nodePools: {}, cluster: { autoMode: { nodePools: [] } } })).to.equal("");
  });

  it("is rejected when Fargate runs all pods, unless Karpenter starts nodes", () => {
    const fargate = { all: { selectors: [{ namespace: "jobs", labels: {} }] } };
    expect(issuesOf(on, { nodePools: {}, fargate })).to.include("each pod has its own machine");
    expect(issuesOf({ ...on, karpenter: true }, { nodePools: {}, fargate })).to.equal("");
  });

  it("rejects invalid quantities", () => {
    for (const wrong of [{ cpu: "many" }, { memory: "1 GiB" }, { replicas: 0 }, { size: 3 }]) {
      expect(catalog.overprovisioning.options.safeParse(wrong).success, JSON.stringify(wrong)).to.equal(false);
    }
  });
});
