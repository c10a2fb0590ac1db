import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { childTransforms } from "../../components/cluster/transforms";
import { awsSdkVersion } from "../../components/util/aws-sdk";

const plain = {
  zonalShift: false,
  creatorAdmin: true,
  controlPlaneEgress: "awsManaged",
  forceUpdate: false,
} as const;

/** The transformed inputs of a child, or undefined if the transforms do not change it. */
async function transformed(options: ReturnType<typeof childTransforms>, type: string, props: object) {
  const [transform] = options.transforms ?? [];
  const result = await transform?.({ custom: true, type, name: "child", props, opts: {} });
  return result?.props;
}

describe("childTransforms", () => {
  it("returns no transform unless settings require it, because mocks reject transforms", () => {
    expect(childTransforms({ iam: {} }, plain)).to.deep.equal({});
    expect(childTransforms({ iam: { permissionsBoundary: undefined, path: undefined } }, plain)).to.deep.equal({});
  });

  it("sets permissions boundary and path on roles", async () => {
    const options = childTransforms({ iam: { permissionsBoundary: "arn:boundary", path: "/eks/" } }, plain);
    const expected = { description: "kept", permissionsBoundary: "arn:boundary", path: "/eks/" };
    expect(await transformed(options, "aws:iam/role:Role", { description: "kept" })).to.deep.equal(expected);
    expect(await transformed(options, "aws:eks/cluster:Cluster", { name: "shop" })).to.deep.equal({ name: "shop" });
    expect(await transformed(options, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {})).to.equal(undefined);
  });

  it("enables zonal shift on the control plane", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, zonalShift: true });
    expect(await transformed(options, "aws:eks/cluster:Cluster", { name: "shop" })).to.deep.equal({
      name: "shop",
      zonalShiftConfig: { enabled: true },
    });
  });

  it("sets the tier `standard` where it is written, because EKS keeps another one otherwise", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, tier: "standard" });
    expect(await transformed(options, "aws:eks/cluster:Cluster", {})).to.deep.equal({ controlPlaneScalingConfig: { tier: "standard" } });
  });

  it("sets tier, egress and forced updates of the control plane, and keeps the VPC config", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, tier: "2xl", controlPlaneEgress: "customerRouted", forceUpdate: true });
    const found = (await transformed(options, "aws:eks/cluster:Cluster", { vpcConfig: { subnetIds: ["subnet-1"] } }))!;
    expect(found).to.deep.equal({
      controlPlaneScalingConfig: { tier: "tier-2xl" },
      forceUpdateVersion: true,
      vpcConfig: { subnetIds: ["subnet-1"], controlPlaneEgressMode: "CUSTOMER_ROUTED" },
    });
  });

  it("leaves the rest of the VPC config known where subnets are unknown in a preview, which would announce replacements otherwise", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, controlPlaneEgress: "customerRouted" });
    const subnetIds = pulumi.output(pulumi.unknown);
    const found = (await transformed(options, "aws:eks/cluster:Cluster", { vpcConfig: { subnetIds, endpointPrivateAccess: true } }))!;
    expect(found.vpcConfig).to.deep.equal({ subnetIds, endpointPrivateAccess: true, controlPlaneEgressMode: "CUSTOMER_ROUTED" });
  });

  it("sets parameters of Kubernetes components, with the provider of the installed SDK", async () => {
    const components = {
      apiServer: { eventTtl: "30m" },
      controllerManager: { hpaSyncPeriod: "10s" },
      scheduler: { scoringStrategy: { type: "MostAllocated" as const, resources: [{ name: "cpu", weight: 2 }] } },
    };
    const [transform] = childTransforms({ iam: {} }, { ...plain, components }).transforms!;
    const { version } = require("@pulumi/aws/package.json") as { version: string };
    expect(await transform!({ custom: true, type: "aws:eks/cluster:Cluster", name: "child", props: {}, opts: {} })).to.deep.equal({
      props: {
        kubeApiServerConfig: { eventTtl: "30m" },
        kubeControllerManagerConfig: {
          horizontalPodAutoscalerControllerConfig: { horizontalPodAutoscalerSyncPeriod: "10s" },
        },
        kubeSchedulerConfig: {
          nodeResourcesFit: { scoringStrategy: { type: "MostAllocated", resources: [{ name: "cpu", weight: 2 }] } },
        },
      },
      opts: { version },
    });
    expect(childTransforms({ iam: {} }, { ...plain, components: { apiServer: {} } })).to.deep.equal({});
  });

  it("sets the threshold of terminated pods, or says which SDK has it", async () => {
    const transforms = () =>
      childTransforms({ iam: {} }, { ...plain, components: { controllerManager: { terminatedPodGcThreshold: 1000 } } });
    if (awsSdkVersion().localeCompare("7.45.0", "en", { numeric: true }) < 0)
      return expect(transforms).to.throw("terminatedPodGcThreshold: needs @pulumi/aws 7.45.0 or newer");
    const [transform] = transforms().transforms!;
    expect(await transform!({ custom: true, type: "aws:eks/cluster:Cluster", name: "child", props: {}, opts: {} })).to.have.deep.property(
      "props",
      { kubeControllerManagerConfig: { podGcControllerConfig: { terminatedPodGcThreshold: 1000 } } },
    );
  });

  it("lets the ConfigMap aws-auth grant access too, without writing it", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, authenticationMode: "apiAndConfigMap" });
    const given = { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true } };
    expect(await transformed(options, "aws:eks/cluster:Cluster", given)).to.deep.equal({
      accessConfig: { authenticationMode: "API_AND_CONFIG_MAP", bootstrapClusterCreatorAdminPermissions: true },
    });
  });

  it("removes the cluster creator's admin access", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, creatorAdmin: false });
    const given = { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true } };
    expect(await transformed(options, "aws:eks/cluster:Cluster", given)).to.deep.equal({
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    });
  });
});
