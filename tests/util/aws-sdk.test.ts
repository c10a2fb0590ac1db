import { expect } from "chai";
import { awsSdkVersion, requireAwsSdk } from "../../components/util/aws-sdk";

describe("requireAwsSdk", () => {
  it("names the setting and the version that it needs where the installed one is older", () => {
    const found = awsSdkVersion();
    expect(found).to.match(/^\d+\.\d+\.\d+$/);
    expect(() => requireAwsSdk("99.0.0", "cluster", "components")).to.throw(
      `eks-blueprints:cluster.components: needs @pulumi/aws 99.0.0 or newer, and ${found} is installed; run \`npm install @pulumi/aws@latest\`, or remove it`,
    );
  });

  it("compares numbers, not texts", () => {
    requireAwsSdk("7.9.0", "cluster");
    requireAwsSdk(awsSdkVersion(), "cluster");
  });
});
