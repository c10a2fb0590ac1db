import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { inlineStatements } from "../../../harness/mocks/policies";
import { type InstallOptions, registered } from "../../fixtures";
import { issuesOf, warningsOf } from "../../plan/selection";

const name = "aws-gateway-api-controller";
const releaseType = "kubernetes:helm.sh/v3:Release";

const installed = (options: true | Record<string, unknown> = true, more: InstallOptions = {}) =>
  registered({ ...more, addons: { [name]: options } });

describe("aws-gateway-api-controller", () => {
  it("installs CRDs, the controller and its class, in this order", async () => {
    const found = await installed();
    const release = found.named(`eks-${name}`, releaseType);
    expect(chartIssues("aws-gateway-controller-chart", release.inputs.values)).to.deep.equal([]);
    expect(release.inputs.skipCrds).to.equal(true);
    expect(release.inputs.values).to.deep.include({
      awsRegion: "eu-west-1",
      clusterVpcId: "vpc-1",
      clusterName: "shop",
      awsAccountId: "123456789012",
    });
    const crd = found.named(`eks-${name}-httproutes.gateway.networking.k8s.io`);
    expect(found.waitsFor(release, crd)).to.equal(true);
    expect(found.waitsFor(found.named(`eks-${name}-class`), release)).to.equal(true);
  });

  it("leaves the CRDs of the Gateway API to others on request", async () => {
    const crds = (await installed({ gatewayApiCrds: false })).ofType("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition");
    expect(crds.map(({ inputs }) => inputs.metadata.name).filter((each: string) => each.endsWith(".gateway.networking.k8s.io"))).to.be
      .empty;
    expect(crds).not.to.be.empty;
  });

  it("admits VPC Lattice to the nodes, and associates networks with the VPC", async () => {
    const found = await installed({ serviceNetworks: { shop: { authType: "AWS_IAM" } } });
    const rule = found.named(`eks-${name}-from-lattice`).inputs;
    expect(rule).to.include({ securityGroupId: "sg-1", ipProtocol: "-1" });
    expect(rule.prefixListId).to.match(/^pl-/);
    expect(found.only("aws:vpclattice/serviceNetwork:ServiceNetwork").inputs).to.deep.include({ name: "shop", authType: "AWS_IAM" });
    const { inputs } = found.only("aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation");
    expect(inputs).to.deep.include({ vpcIdentifier: "vpc-1", securityGroupIds: ["sg-1"] });
  });

  it("admits the IPv6 addresses of VPC Lattice to clusters with IPv6", async () => {
    const [ipv4, ipv6] = (await installed(true, { cluster: { ipFamily: "ipv6" } })).ofType(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    );
    expect([ipv4!.name, ipv6!.name]).to.deep.equal([`eks-${name}-from-lattice`, `eks-${name}-from-lattice-ipv6`]);
    expect(ipv6!.inputs.prefixListId).to.match(/^pl-/).and.not.equal(ipv4!.inputs.prefixListId);
  });

  it("may create the service-linked roles of VPC Lattice and of log delivery alone", async () => {
    const statements = inlineStatements(await installed(), `eks-${name}-gateway-api-controller`);
    const roles = statements.filter(({ Action }) => Action.includes("iam:CreateServiceLinkedRole")).flatMap(({ Resource }) => Resource);
    expect(roles.map((arn) => arn.split("/").at(-1))).to.deep.equal(["AWSServiceRoleForVpcLattice", "AWSServiceRoleForLogDelivery"]);
  });

  it("is rejected where AWS has no VPC Lattice", () => {
    expect(issuesOf({ [name]: true }, {}, "us-gov-west-1")).to.contain("is not available in partition aws-us-gov");
  });

  it("reports CRDs of another version", () => {
    expect(warningsOf({ [name]: { version: "v2.1.0" } })).to.contain("its CRDs are those of version v2.1.3");
  });
});
