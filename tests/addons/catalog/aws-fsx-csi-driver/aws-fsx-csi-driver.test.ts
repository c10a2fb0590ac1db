import { expect } from "chai";
import { actionsOf, inlineStatements, published, trustOf } from "../../../harness/mocks/policies";
import { type InstallOptions, pool, registered } from "../../fixtures";

const addonType = "aws:eks/addon:Addon";

async function installed(options: InstallOptions = {}) {
  return registered({ addons: { "aws-fsx-csi-driver": true }, ...options });
}

describe("aws-fsx-csi-driver", () => {
  it("installs the EKS add-on and configures its region without instance metadata", async () => {
    const { inputs } = (await installed()).named("eks-aws-fsx-csi-driver", addonType);
    expect(inputs.addonName).to.equal("aws-fsx-csi-driver");
    expect(JSON.parse(inputs.configurationValues)).to.deep.equal({ controller: { region: "eu-west-1" } });
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`allows exactly the published actions in ${partition}`, async () => {
      const resources = await installed({ region });
      const role = "eks-aws-fsx-csi-driver-fsx-csi-controller-sa";
      const statements = inlineStatements(resources, role);
      expect(actionsOf(statements)).to.deep.equal(actionsOf(published("aws-fsx-csi-driver", undefined)));
      for (const arn of statements.flatMap(({ Resource }) => Resource)) expect(arn).to.match(new RegExp(`^(\\*$|arn:${partition}:)`));
      expect(resources.all.filter(({ type, name }) => type.includes("RolePolicyAttachment") && name.includes("fsx"))).to.be.empty;
    });
  }

  it("gets its role by Pod Identity, or by IRSA when the cluster uses it", async () => {
    const podIdentity = (await installed()).named("eks-aws-fsx-csi-driver", addonType).inputs;
    expect(podIdentity.podIdentityAssociations).to.have.length(1);
    expect(podIdentity.podIdentityAssociations[0].serviceAccount).to.equal("fsx-csi-controller-sa");
    expect(podIdentity).not.to.have.property("serviceAccountRoleArn");

    const resources = await installed({ cluster: { identity: "irsa" } });
    const role = "eks-aws-fsx-csi-driver-fsx-csi-controller-sa";
    expect(resources.named("eks-aws-fsx-csi-driver", addonType).inputs).not.to.have.property("podIdentityAssociations");
    expect(resources.named("eks-aws-fsx-csi-driver", addonType).inputs.serviceAccountRoleArn).to.include(role);
    expect(trustOf(resources, role).Statement[0].Condition.StringEquals).to.include({
      "oidc.example/id/1:sub": "system:serviceaccount:kube-system:fsx-csi-controller-sa",
    });
  });

  it("tolerates the taints of the pools when every pool is tainted", async () => {
    const taints = [{ key: "dedicated", value: "storage", effect: "NoSchedule" }];
    const { inputs } = (await installed({ nodePools: { tainted: pool({ taints }) } })).named("eks-aws-fsx-csi-driver", addonType);
    expect(JSON.parse(inputs.configurationValues).controller.tolerations).to.deep.include({
      key: "dedicated",
      operator: "Equal",
      value: "storage",
      effect: "NoSchedule",
    });
  });

  it("is rejected when Fargate runs all pods, and runs in Auto Mode", async () => {
    const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };
    let message = "";
    await installed({ nodePools: {}, fargate }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.match(/is not supported if all pods run on Fargate/);
    const resources = await installed({ nodePools: {}, cluster: { autoMode: true } });
    expect(resources.named("eks-aws-fsx-csi-driver", addonType).inputs.addonName).to.equal("aws-fsx-csi-driver");
  });
});
