import { expect } from "chai";
import { noCapacity, onFargate } from "../../components/addons/stack-profile";
import { pool, profileOf } from "./fixtures";

const profile = (namespace: string, labels = {}) => ({ batch: { selectors: [{ namespace, labels }] } });

describe("stackProfile", () => {
  it("describes the capacity for pods", () => {
    expect(profileOf()).to.include({ nodes: true, autoMode: false, fargateOnly: false, existing: false, kubernetesVersion: "1.35" });
    expect(profileOf({ nodePools: {}, fargate: profile("batch") })).to.include({ nodes: false, fargateOnly: true });
    expect(profileOf({ nodePools: {}, cluster: { autoMode: { nodePools: [] } } })).to.include({ nodes: false, autoMode: true });
    expect(profileOf({}, "cn-north-1").partition).to.equal("aws-cn");
    expect(noCapacity(profileOf({ nodePools: {} }))).to.equal(true);
    expect(noCapacity(profileOf())).to.equal(false);
  });

  it("assumes nodes on an existing cluster and leaves its version unknown", () => {
    const existing = profileOf({ nodePools: {}, cluster: { existing: { name: "shop" } } });
    expect(existing).to.include({ nodes: true, existing: true });
    expect(existing.kubernetesVersion).to.equal(undefined);
  });

  it("lists only taints that keep pods off every node", () => {
    const gpu = { key: "gpu", value: "", effect: "NoSchedule" } as const;
    const soft = { key: "soft", value: "", effect: "PreferNoSchedule" } as const;
    expect(profileOf({ nodePools: { a: pool({ taints: [gpu] }), b: pool({ taints: [gpu, soft] }) } }).taints).to.deep.equal([gpu]);
    expect(profileOf({ nodePools: { a: pool({ taints: [gpu] }), b: pool({ taints: [soft] }) } }).taints).to.be.empty;
    expect(profileOf({ nodePools: { a: pool({ taints: [gpu] }) }, cluster: { autoMode: true } }).taints).to.be.empty;
    expect(profileOf({ nodePools: {} }).taints).to.be.empty;
  });

  it("lists accelerators of the pools, and describes internet access and registry mirrors", () => {
    const nodePools = {
      web: pool(),
      gpu: pool({ instanceTypes: ["g5.xlarge", "g6.xlarge"] }),
      ml: pool({ instanceTypes: ["inf2.xlarge"] }),
    };
    expect(profileOf({ nodePools }).accelerators).to.deep.equal(["nvidia", "neuron"]);
    expect(profileOf().accelerators).to.be.empty;
    expect(profileOf().private).to.equal(false);
    expect(profileOf({ network: { nat: "none" } }).private).to.equal(true);
    expect(profileOf({ images: { registries: { "quay.io": "mirror.example" } } }).registries).to.deep.equal({
      "quay.io": "mirror.example",
    });
  });

  const patterns: readonly [string, object, boolean][] = [
    ["kube-system", {}, true],
    ["kube-*", {}, true],
    ["*", {}, true],
    ["kube-syste?", {}, true],
    ["kube", {}, false],
    ["batch", {}, false],
    ["kube-system", { app: "web" }, false],
  ];
  for (const [namespace, labels, expected] of patterns) {
    it(`${expected ? "matches" : "does not match"} kube-system on Fargate by namespace ${namespace} and labels ${JSON.stringify(labels)}`, () => {
      expect(onFargate(profileOf({ fargate: profile(namespace, labels) }), "kube-system")).to.equal(expected);
    });
  }

  it("matches every namespace when Fargate runs all pods", () => {
    expect(onFargate(profileOf({ nodePools: {}, fargate: profile("batch") }), "kube-system")).to.equal(true);
  });
});
