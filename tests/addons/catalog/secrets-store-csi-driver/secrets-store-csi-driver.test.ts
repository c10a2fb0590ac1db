import { expect } from "chai";
import { type InstallOptions, registered } from "../../fixtures";

async function installed(options: true | Readonly<Record<string, unknown>> = true, more: InstallOptions = {}) {
  return registered({ addons: { "secrets-store-csi-driver": options }, ...more });
}

async function configuration(options: true | Readonly<Record<string, unknown>> = true) {
  const { inputs } = (await installed(options)).named("eks-secrets-store-csi-driver", "aws:eks/addon:Addon");
  return JSON.parse(inputs.configurationValues);
}

describe("secrets-store-csi-driver", () => {
  it("installs the EKS add-on with driver and provider", async () => {
    const { inputs } = (await installed()).named("eks-secrets-store-csi-driver", "aws:eks/addon:Addon");
    expect(inputs).to.include({ addonName: "aws-secrets-store-csi-driver-provider", addonVersion: "v3.1.3-eksbuild.1" });
  });

  it("sets its region, runs on every node and syncs no secrets by default", async () => {
    expect(await configuration()).to.deep.equal({
      awsRegion: "eu-west-1",
      tolerations: [{ operator: "Exists" }],
      "secrets-store-csi-driver": { syncSecret: { enabled: false }, enableSecretRotation: false },
    });
  });

  it("rotates and syncs secrets when enabled", async () => {
    expect((await configuration({ rotation: true, syncSecrets: true }))["secrets-store-csi-driver"]).to.deep.equal({
      syncSecret: { enabled: true },
      enableSecretRotation: true,
      rotationPollInterval: "1h",
    });
    const custom = await configuration({ rotation: true, rotationPollInterval: "90s" });
    expect(custom["secrets-store-csi-driver"].rotationPollInterval).to.equal("90s");
  });

  it("has no AWS permissions, because pods read secrets with their own", async () => {
    for (const identity of ["podIdentity", "irsa"] as const) {
      const resources = await installed(true, { cluster: { identity } });
      const { inputs } = resources.named("eks-secrets-store-csi-driver", "aws:eks/addon:Addon");
      expect(inputs).not.to.have.any.keys("podIdentityAssociations", "serviceAccountRoleArn");
      expect(resources.all.filter(({ name }) => name.startsWith("eks-secrets-store-csi-driver-"))).to.be.empty;
    }
  });
});
