import { createServer } from "node:net";
import { expect } from "chai";
import { drain } from "../../../components/lifecycle/drain/drain";
import { sweep } from "../../../components/lifecycle/drain/sweep";
import { DrainError } from "../../../components/lifecycle/drain/types";
import { clusterArn, fails, fakeAwsCli, fakeRuntime } from "./aws/fake-aws";

/** A port that nothing listens on. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const kubeconfig = (server: string) =>
  JSON.stringify({
    clusters: [{ name: "shop", cluster: { server } }],
    users: [{ name: "shop", user: { token: "none" } }],
    contexts: [{ name: "shop", context: { cluster: "shop", user: "shop" } }],
    "current-context": "shop",
  });

describe("drain: unreachable API server", () => {
  let inputs: Parameters<typeof drain>[0];
  before(async () => {
    const server = `https://127.0.0.1:${await deadPort()}`;
    inputs = { clusterName: "shop", clusterArn, region: "eu-west-1", vpcId: "vpc-1", kubeconfig: kubeconfig(server), timeoutMinutes: 1 };
  });
  const drained = (aws: ReturnType<typeof fakeAwsCli>["aws"], runtime = fakeRuntime()) =>
    drain(inputs, aws, runtime).then(
      () => runtime.printed,
      (error) => error,
    );

  it("continues with AWS when EKS reports that the cluster is deleted or being deleted", async () => {
    const cluster = { GroupId: "sg-1", GroupName: "k8s-shop", VpcId: "vpc-1", Tags: [{ Key: "elbv2.k8s.aws/cluster", Value: "shop" }] };
    for (const state of [fails("ResourceNotFoundException"), { cluster: { status: "DELETING" } }]) {
      let groups = [cluster];
      const { aws, changes } = fakeAwsCli({
        "eks describe-cluster": state,
        "ec2 describe-security-groups": () => ({ SecurityGroups: groups }),
        "ec2 delete-security-group": () => {
          groups = [];
        },
      });
      expect((await drained(aws)).join("\n"))
        .to.match(/The cluster shop no longer exists in EKS\. .*PULUMI_K8S_DELETE_UNREACHABLE=true pulumi refresh/)
        .and.to.include("No workload in shop owns AWS resources any more");
      expect(changes).to.deep.equal(["ec2 delete-security-group --group-id sg-1"]);
    }
  });

  it("stops with a hint when the cluster exists", async () => {
    const { aws } = fakeAwsCli({ "eks describe-cluster": { cluster: { status: "ACTIVE" } } });
    const error = await drained(aws);
    expect(error).to.be.instanceOf(DrainError);
    expect(error.message).to.match(/^The cluster shop is ACTIVE, but 127\.0\.0\.1:\d+ does not answer .*VPN.*EKS_BLUEPRINTS_DRAIN=skip/);
  });

  it("stops when AWS cannot report whether the cluster exists, and makes no further requests", async () => {
    for (const answer of [fails("NotSignedIn", "Unable to locate credentials"), {}, fails("AccessDeniedException")]) {
      const { aws, changes } = fakeAwsCli({
        "eks describe-cluster": answer,
        "elbv2 describe-load-balancers": () => expect.fail("asked on"),
      });
      const error = await drained(aws);
      expect(error).to.be.instanceOf(DrainError);
      expect(error.message).to.match(/^127\.0\.0\.1:\d+ does not answer .*it is unknown whether the cluster .*EKS_BLUEPRINTS_DRAIN=skip/);
      expect(changes).to.deep.equal([]);
    }
  });

  it("is skipped with EKS_BLUEPRINTS_DRAIN=skip, and says so", async () => {
    const { aws } = fakeAwsCli({ "eks describe-cluster": () => expect.fail("asked") });
    expect(await drained(aws, fakeRuntime({ EKS_BLUEPRINTS_DRAIN: "skip" }))).to.deep.equal([
      "Not emptying shop: EKS_BLUEPRINTS_DRAIN=skip",
    ]);
  });
});

describe("sweep", () => {
  const inputs = { clusterName: "shop", clusterArn, region: "eu-west-1", vpcId: "vpc-1", timeoutMinutes: 1 };

  it("stops when AWS does not report whether the cluster is deleted, after retrying a throttled AWS", async () => {
    const { aws } = fakeAwsCli({ "eks describe-cluster": fails("NotSignedIn", "no credentials") });
    const error = await sweep(inputs, aws, fakeRuntime()).catch((reason) => reason);
    expect(error).to.be.instanceOf(DrainError);
    expect(error.message).to.match(/^It is unknown whether the cluster shop is deleted \(no credentials\).*EKS_BLUEPRINTS_SWEEP=skip/);

    let asked = 0;
    const busy = fakeAwsCli({ "eks describe-cluster": () => fails(++asked < 4 ? "ThrottlingException" : "ResourceNotFoundException")() });
    await sweep(inputs, busy.aws, fakeRuntime());
    expect(asked).to.equal(4);
  });

  it("stops with the remaining resources and the reasons", async () => {
    const group = {
      GroupId: "sg-1",
      GroupName: "eks-cluster-sg-shop",
      VpcId: "vpc-1",
      Tags: [{ Key: "kubernetes.io/cluster/shop", Value: "owned" }],
    };
    const { aws } = fakeAwsCli({
      "eks describe-cluster": fails("ResourceNotFoundException"),
      "ec2 describe-security-groups": { SecurityGroups: [group] },
      "ec2 delete-security-group": fails("DependencyViolation", "resource sg-1 has a dependent object"),
    });
    const error = await sweep(inputs, aws, fakeRuntime()).catch((stopped) => stopped);
    expect(error).to.be.instanceOf(DrainError);
    expect(error.message)
      .to.contain("- security group eks-cluster-sg-shop: resource sg-1 has a dependent object")
      .and.to.contain("EKS_BLUEPRINTS_SWEEP=skip");
  });

  it("is skipped with EKS_BLUEPRINTS_SWEEP=skip, and says so", async () => {
    const runtime = fakeRuntime({ EKS_BLUEPRINTS_SWEEP: "skip" });
    await sweep(inputs, fakeAwsCli({ "eks describe-cluster": () => expect.fail("asked") }).aws, runtime);
    expect(runtime.printed).to.deep.equal(["Skipping the search for orphaned AWS resources of shop: EKS_BLUEPRINTS_SWEEP=skip"]);
  });
});
