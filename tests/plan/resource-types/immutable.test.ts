import { expect } from "chai";
import { replacedBy, replacedWithout } from "../../../plan/resource-types/immutable";
import { computedProperties } from "../../../plan/simulation/computed";
import { declarationOf } from "../../../plan/simulation/schema/declarations";
import { isDeclared } from "./declared";

describe("immutable properties", () => {
  it("name Kubernetes kinds and properties that exist", () => {
    for (const type of [
      "apps/v1:StatefulSet",
      "batch/v1:Job",
      "core/v1:Service",
      "rbac.authorization.k8s.io/v1:RoleBinding",
      "storage.k8s.io/v1:StorageClass",
    ]) {
      const declaration = declarationOf(`kubernetes:${type}`, process.cwd())!;
      const own = replacedBy(`kubernetes:${type}`);
      expect(
        own.filter((property) => !isDeclared(declaration, property.split("."))),
        type,
      ).to.deep.equal([]);
      expect(own).to.include.members(["metadata.name", "metadata.namespace"]).and.to.have.length.above(2);
    }
  });

  it("can be computed: AWS decides them where the program does not", () => {
    const computed = (type: string) => computedProperties(type, process.cwd());
    expect(computed("aws:eks/addon:Addon"))
      .to.include.members(["addonVersion", "configurationValues"])
      .and.not.include("serviceAccountRoleArn");
    expect(computed("aws:eks/cluster:Cluster"))
      .to.include.members(["deletionProtection", "kubernetesNetworkConfig", "kubernetesNetworkConfig.ipFamily"])
      .and.not.include.members(["encryptionConfig", "tags"]);
    expect(computed("kubernetes:core/v1:Service")).to.deep.equal([]);
  });

  it("list properties that can be added in place but not removed separately", () => {
    expect(replacedWithout("aws:eks/cluster:Cluster")).to.deep.equal(["encryptionConfig"]);
    expect(replacedBy("aws:eks/cluster:Cluster")).not.to.include("encryptionConfig");
    expect(declarationOf("aws:eks/cluster:Cluster", process.cwd())!.args.properties.has("encryptionConfig")).to.equal(true);
    expect(replacedWithout("aws:ec2/vpc:Vpc")).to.deep.equal([]);
  });

  it("allow adding and removing the Auto Mode node role in place, but not changing it", () => {
    const role = "computeConfig.nodeRoleArn";
    expect(replacedBy("aws:eks/cluster:Cluster", { computeConfig: { enabled: false } })).not.to.include(role);
    const [one, other] = ["arn:one", "arn:other"].map((nodeRoleArn) => ({ computeConfig: { enabled: true, nodeRoleArn } }));
    expect(replacedBy("aws:eks/cluster:Cluster", one, other)).to.include(role);
    expect(replacedBy("aws:eks/cluster:Cluster", one, { computeConfig: { enabled: true, nodePools: [] } })).not.to.include(role);
  });

  it("include the properties that users change most", () => {
    expect(replacedBy("aws:eks/nodeGroup:NodeGroup")).to.include.members(["instanceTypes", "capacityType", "subnetIds"]);
    expect(replacedBy("aws:eks/nodeGroup:NodeGroup")).not.to.include.members(["scalingConfig"]).and.not.include.members(["version"]);
    expect(replacedBy("aws:ec2/subnet:Subnet")).to.include("cidrBlock");
    expect(replacedBy("kubernetes:helm.sh/v3:Release")).to.deep.equal(["name", "namespace"]);
    expect(replacedBy("kubernetes:karpenter.sh/v1:NodePool")).to.deep.equal(["metadata.name", "metadata.namespace"]);
    expect(replacedBy("random:index/randomId:RandomId")).to.deep.equal([]);
  });
});
