import { expect } from "chai";
import { issuesOf } from "../../../environment/counterparts/fixtures";
import { inlineStatements } from "../../../harness/mocks/policies";
import { pool, registered } from "../../fixtures";

const name = "aws-privateca-issuer";
const arn = "arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("aws-privateca-issuer", () => {
  it("creates an issuer for each private CA, of which alone it may issue certificates", async () => {
    const found = await registered({ addons: { [name]: { issuers: { internal: arn } } } });
    const addon = found.named(`eks-${name}`, "aws:eks/addon:Addon");
    expect(addon.inputs).to.include({ addonName: "aws-privateca-connector-for-kubernetes" });
    const issuer = found.named(`eks-${name}-internal`);
    expect(issuer.inputs.spec).to.deep.equal({ arn, region: "us-east-1" });
    expect(found.waitsFor(issuer, addon)).to.equal(true);
    expect(found.waitsFor(addon, found.named("eks-cert-manager", "kubernetes:helm.sh/v3:Release"))).to.equal(true);
    expect(inlineStatements(found, `eks-${name}-${name}`).map(({ Resource }) => Resource)).to.deep.equal([[arn]]);
  });

  it("tolerates the taints of all pools", async () => {
    const taints = [{ key: "dedicated", value: "system", effect: "NoSchedule" }];
    const found = await registered({ addons: { [name]: true }, nodePools: { system: pool({ taints }) } });
    const { inputs } = found.named(`eks-${name}`, "aws:eks/addon:Addon");
    expect(JSON.parse(inputs.configurationValues).tolerations).to.have.length(2);
  });

  it("rejects a CA of another partition", () => {
    expect(issuesOf({ addons: { [name]: { issuers: { internal: arn.replace("aws", "aws-cn") } } } })).to.contain("is in another partition");
  });
});
