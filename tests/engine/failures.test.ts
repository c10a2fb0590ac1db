// Failures of AWS and the cluster during a deployment: the message, the recovery that docs/day-2.md describes, and that no resource is lost.
import { expect } from "chai";
import type { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { expectFailure, SMALL, slowTime, withPulumiStack } from "./failures";
import { expectCleanDestroy, expectEmpty } from "./planned-state";
import { deleteUntracked, importUntracked } from "./recovery";

const WITH_CHART = `${SMALL}\n  eks-blueprints:addons: { aws-load-balancer-controller: true }`;

/** Expects `up` to fail with these messages, and a second `up` to recover. */
async function expectRecoveryByUp(stack: PulumiStack, ...words: readonly string[]): Promise<void> {
  expectFailure(await stack.up({ mayFail: true }), ...words);
  await stack.up();
  await expectCleanDestroy(stack);
}

describe("deployment failures on the Pulumi engine", () => {
  it("hide temporary throttling", () =>
    withPulumiStack({ failures: [{ kind: "throttling", type: "aws:", nth: 5, times: 10 }] }, async (stack) => {
      await stack.up();
      await expectCleanDestroy(stack);
    }));

  it("report permanent throttling, and the next `up` continues", () =>
    withPulumiStack({ failures: [{ kind: "throttling", op: "create", type: "aws:ec2/subnet:Subnet", times: 40 }] }, async (stack) => {
      await expectRecoveryByUp(stack, "RequestLimitExceeded: Request limit exceeded.");
    }));

  it("report the missing IAM action, and the next `up` continues when it is granted", () =>
    withPulumiStack({ failures: [{ kind: "access-denied", op: "create", type: "aws:eks/cluster:Cluster" }] }, async (stack) => {
      await expectRecoveryByUp(
        stack,
        "AccessDeniedException: User: arn:aws:iam::123456789012:user/plan is not authorized",
        "eks:CreateCluster",
      );
    }));

  it("report a reached quota, and the next `up` continues when it is raised", () =>
    withPulumiStack({ quotas: { elasticIps: 0 } }, async (stack) => {
      expectFailure(await stack.up({ mayFail: true }), "AddressLimitExceeded: The maximum number of addresses has been reached.");
      await stack.restartHost();
      await stack.up();
      await expectCleanDestroy(stack);
    }));

  it("report a name that is taken, and its resource can be imported", () =>
    withPulumiStack({}, async (stack) => {
      const [type, name] = ["aws:cloudwatch/logGroup:LogGroup", "/aws/eks/eks-blueprints-minimal/cluster"];
      await stack.fakeAws.addUnmanaged({
        type,
        id: name,
        inputs: { name },
        outputs: { name, arn: `arn:aws:logs:eu-west-1:123456789012:log-group:${name}` },
      });
      expectFailure(await stack.up({ mayFail: true }), "ResourceAlreadyExistsException: The specified log group already exists");
      const found = (await stack.fakeAws.resources(type)).filter(({ id }) => id === name);
      expect(await importUntracked(stack, found)).length(1);
      const { changes } = await stack.up();
      expect(changes.update, "its settings become those of the stack").equal(1);
      await expectCleanDestroy(stack);
    }));

  it("report a conflict with another operation, and the next `up` continues", () =>
    withPulumiStack({ failures: [{ kind: "conflict", op: "create", type: "aws:eks/addon:Addon" }] }, async (stack) => {
      await expectRecoveryByUp(stack, "ResourceInUseException: The request conflicts with another operation that is in progress.");
    }));

  it("hide a role that cannot be assumed immediately", () =>
    withPulumiStack({ failures: [{ kind: "eventual-consistency", type: "aws:iam/role:Role", times: 5, seconds: 60 }] }, async (stack) => {
      await stack.up();
      await expectCleanDestroy(stack);
    }));

  it("report missing credentials while an access entry is not effective, and the next `up` continues", () =>
    withPulumiStack(
      { ...slowTime, failures: [{ kind: "eventual-consistency", type: "aws:eks/accessEntry:AccessEntry", seconds: 4000 }] },
      async (stack) => {
        expectFailure(await stack.up({ mayFail: true }), "Unauthorized: the server has asked for the client to provide credentials");
        await stack.restartHost({ timeScale: 0.0001 }); // some time later
        await stack.up();
        await expectCleanDestroy(stack);
      },
      `${WITH_CHART}\n  eks-blueprints:cluster: { admins: ["arn:aws:iam::111122223333:role/admin"] }`,
    ));

  it("report a webhook that is not ready, and the next `up` continues", () =>
    withPulumiStack(
      { failures: [{ kind: "webhook-not-ready", op: "create", type: "kubernetes:helm.sh/v3:Release" }] },
      (stack) => expectRecoveryByUp(stack, 'failed calling webhook "mservice.elbv2.k8s.aws"', "no endpoints available for service"),
      WITH_CHART,
    ));

  it("report an interrupted Helm installation until the release is uninstalled", () =>
    withPulumiStack(
      { failures: [{ kind: "release-pending", op: "create", type: "kubernetes:helm.sh/v3:Release" }] },
      async (stack) => {
        expectFailure(await stack.up({ mayFail: true }), "connection reset by peer");
        expectFailure(await stack.up({ mayFail: true }), "cannot re-use a name that is still in use");
        const [release] = await deleteUntracked(stack); // helm uninstall
        expect(release?.outputs.status).deep.include({ status: "pending-install" });
        await stack.up();
        await expectCleanDestroy(stack);
      },
      WITH_CHART,
    ));

  it("report an interrupted Helm upgrade until the release is rolled back", () =>
    withPulumiStack(
      { failures: [{ kind: "release-pending", op: "update", type: "kubernetes:helm.sh/v3:Release" }] },
      async (stack) => {
        await stack.up();
        stack.configure(`${SMALL}\n  eks-blueprints:addons: { aws-load-balancer-controller: { values: { logLevel: debug } } }`);
        expectFailure(await stack.up({ mayFail: true }), "connection reset by peer");
        expectFailure(await stack.up({ mayFail: true }), "another operation (install/upgrade/rollback) is in progress");
        const [release] = await stack.fakeAws.resources("kubernetes:helm.sh/v3:Release");
        await stack.fakeAws.drift(release!.type, release!.id, { status: { status: "deployed" } }); // helm rollback
        await stack.up();
        await expectCleanDestroy(stack);
      },
      WITH_CHART,
    ));

  it("stop the destroy when a release was uninstalled manually, until a refresh", () =>
    withPulumiStack(
      {},
      async (stack) => {
        await stack.up();
        const [release] = await stack.fakeAws.resources("kubernetes:helm.sh/v3:Release");
        await stack.fakeAws.removeOutOfBand(release!.type, release!.id);
        expectFailure(await stack.destroy({ mayFail: true }), "uninstall: Release not loaded: ", ": release: not found");
        await stack.refresh();
        await stack.destroy();
        await expectEmpty(stack);
      },
      WITH_CHART,
    ));

  it("report a lost response as an existing resource, which can be imported", () =>
    withPulumiStack({ failures: [{ kind: "partial", op: "create", type: "aws:ec2/natGateway:NatGateway" }] }, async (stack) => {
      expectFailure(await stack.up({ mayFail: true }), "connection reset by peer");
      expectFailure(await stack.up({ mayFail: true }), "Resource.AlreadyAssociated: Elastic IP address");
      expect(await importUntracked(stack)).length(1);
      await stack.up();
      await expectCleanDestroy(stack);
    }));

  it("report expired credentials, and the next `up` continues", () =>
    withPulumiStack({ failures: [{ kind: "expired-credentials", type: "aws:", nth: 40, times: 10_000 }] }, async (stack) => {
      const { output, exitCode } = await stack.up({ mayFail: true });
      expect(exitCode).not.equal(0);
      expect(output).match(
        /ExpiredTokenException: The security token included in the request is expired|RequestExpired: Request has expired/,
      );
      await stack.restartHost();
      await stack.up();
      await expectCleanDestroy(stack);
    }));
});
