import { expect } from "chai";
import { sweep } from "../../../../components/lifecycle/drain/sweep";
import { clusterArn, fails, fakeRuntime } from "./fake-aws";
import { orphans } from "./orphans";

const inputs = { clusterName: "shop", clusterArn, region: "eu-west-1", vpcId: "vpc-1", ownsVpc: true, timeoutMinutes: 1 };
const networkInterface = (NetworkInterfaceId: string, Description: string, more: object = {}) => ({
  ...{ NetworkInterfaceId, Description, SubnetId: "subnet-a", VpcId: "vpc-1", Status: "in-use", RequesterManaged: true },
  ...more,
});
const foreign = [
  networkInterface("eni-efs", "EFS mount target for fs-1 (fsmt-1)"),
  networkInterface("eni-rds", "RDSNetworkInterface"),
  networkInterface("eni-lambda", "AWS Lambda VPC ENI-report-1", { InterfaceType: "lambda" }),
];
const own = [
  networkInterface("eni-nat", "Interface for NAT Gateway nat-1", { InterfaceType: "nat_gateway" }),
  networkInterface("eni-endpoint", "VPC Endpoint Interface vpce-own", { InterfaceType: "vpc_endpoint" }),
  networkInterface("eni-eks", "Amazon EKS shop"),
  networkInterface("eni-user", "", { RequesterManaged: false }),
];
const firewalls = {
  ...{ VpcEndpointId: "vpce-fw", ServiceName: "com.amazonaws.vpce.eu-west-1.vpce-svc-1", VpcId: "vpc-1", RequesterManaged: true },
  ...{ State: "available", Tags: [{ Key: "AWSNetworkFirewallManaged", Value: "true" }] },
};

/** A VPC with resources of other services in addition to the cluster's orphans. */
const vpc = (answers: Parameters<typeof orphans>[0] = {}) =>
  orphans({
    "eks describe-cluster": fails("ResourceNotFoundException"),
    "ec2 describe-network-interfaces": (words: readonly string[]) => ({
      NetworkInterfaces: words.join().includes("description") ? [] : [...foreign, ...own],
    }),
    "ec2 describe-vpc-endpoints": (words: readonly string[]) => ({
      VpcEndpoints: words.join().includes("GuardDuty")
        ? []
        : [firewalls, { ...firewalls, VpcEndpointId: "vpce-own", RequesterManaged: false }],
    }),
    ...answers,
  });

describe("sweep: resources of other AWS services", () => {
  const named = ["eni-efs (EFS mount target for fs-1 (fsmt-1)) in subnet-a", "eni-rds", "eni-lambda", "VPC endpoint vpce-fw"];

  it("names them after a successful sweep and never removes them", async () => {
    const runtime = fakeRuntime();
    const { aws, changes } = vpc();
    await sweep(inputs, aws, runtime);
    const [line, ...more] = runtime.printed.filter((printed) =>
      printed.startsWith("Network interfaces of other AWS services block the deletion of the subnets in vpc-1"),
    );
    expect(more).to.deep.equal([]);
    for (const name of named) expect(line).to.contain(name);
    for (const name of ["eni-nat", "eni-endpoint", "eni-eks", "eni-user", "vpce-own"]) expect(line).not.to.contain(name);
    expect(changes.filter((change) => /eni-|vpce-/.test(change))).to.deep.equal([]);
  });

  it("names them in the error of a failed sweep, as the possible reason", async () => {
    const { aws } = vpc({ "ec2 delete-security-group": fails("DependencyViolation") });
    const error = await sweep(inputs, aws, fakeRuntime()).catch((reason) => reason);
    expect(error.message)
      .to.contain("security group k8s-web: DependencyViolation")
      .and.to.contain("Network interfaces of other AWS services block the deletion of the subnets in vpc-1");
    for (const name of named) expect(error.message).to.contain(name);
  });

  it("skips them in a VPC that is kept, and continues when the lookup fails", async () => {
    const keptVpc = fakeRuntime();
    await sweep({ ...inputs, ownsVpc: false }, vpc().aws, keptVpc);
    expect(keptVpc.printed.join()).not.to.contain("of other AWS services");
    const runtime = fakeRuntime();
    const listing = (words: readonly string[]) =>
      words.join().includes("description") ? { NetworkInterfaces: [] } : fails("UnauthorizedOperation")();
    await sweep(inputs, vpc({ "ec2 describe-network-interfaces": listing }).aws, runtime);
    expect(runtime.printed.at(-1)).to.equal("Cannot list network interfaces of other AWS services in vpc-1: UnauthorizedOperation");
  });
});
