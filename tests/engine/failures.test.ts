// What goes wrong in AWS and in the cluster while a stack is made: what the user sees, what mends it, and that nothing is lost. docs/day-2.md says the same.
import { expect } from "chai";
import type { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { expectFailure, SMALL, slowly, withPulumiStack } from "./failures";
import { expectEmpty, expectQuietEnd } from "./quiet";
import { adopt, discard } from "./recovery";

const WITH_CHART = `${SMALL}\n  eks-blueprints:addons: { aws-load-balancer-controller: true }`;

/** Fails with these words, and a second `up` mends it. */
async function repairedByUp(stack: PulumiStack, ...words: readonly string[]): Promise<void> {
  expectFailure(await stack.up({ mayFail: true }), ...words);
  await stack.up();
  await expectQuietEnd(stack);
}

describe("what goes wrong in a deployment, on the real engine", () => {
  it("throttling that passes is not even seen", () =>
    withPulumiStack({ failures: [{ kind: "throttling", type: "aws:", nth: 5, times: 10 }] }, async (stack) => {
      await stack.up();
      await expectQuietEnd(stack);
    }));

  it("throttling that lasts ends the run, and `up` goes on where it ended", () =>
    withPulumiStack({ failures: [{ kind: "throttling", op: "create", type: "aws:ec2/subnet:Subnet", times: 40 }] }, async (stack) => {
      await repairedByUp(stack, "RequestLimitExceeded: Request limit exceeded.");
    }));

  it("access denied names the action that is missing, and `up` goes on when it is granted", () =>
    withPulumiStack({ failures: [{ kind: "access-denied", op: "create", type: "aws:eks/cluster:Cluster" }] }, async (stack) => {
      await repairedByUp(stack, "AccessDeniedException: User: arn:aws:iam::123456789012:user/plan is not authorized", "eks:CreateCluster");
    }));

  it("a quota that is reached stops at the thing that is one too many, and `up` goes on when it is raised", () =>
    withPulumiStack({ quotas: { elasticIps: 0 } }, async (stack) => {
      expectFailure(await stack.up({ mayFail: true }), "AddressLimitExceeded: The maximum number of addresses has been reached.");
      await stack.restartHost();
      await stack.up();
      await expectQuietEnd(stack);
    }));

  it("a name that is taken is refused, and what has it can be imported", () =>
    withPulumiStack({}, async (stack) => {
      const [type, name] = ["aws:cloudwatch/logGroup:LogGroup", "/aws/eks/eks-blueprints-minimal/cluster"];
      await stack.fakeAws.plant({
        type,
        id: name,
        inputs: { name },
        outputs: { name, arn: `arn:aws:logs:eu-west-1:123456789012:log-group:${name}` },
      });
      expectFailure(await stack.up({ mayFail: true }), "ResourceAlreadyExistsException: The specified log group already exists");
      const found = (await stack.fakeAws.resources(type)).filter(({ id }) => id === name);
      expect(await adopt(stack, found)).length(1);
      const { changes } = await stack.up();
      expect(changes.update, "its settings become those of the stack").equal(1);
      await expectQuietEnd(stack);
    }));

  it("a conflict with another operation ends the run, and `up` goes on", () =>
    withPulumiStack({ failures: [{ kind: "conflict", op: "create", type: "aws:eks/addon:Addon" }] }, async (stack) => {
      await repairedByUp(stack, "ResourceInUseException: The request conflicts with another operation that is in progress.");
    }));

  it("a role that cannot be assumed at once is waited for", () =>
    withPulumiStack({ failures: [{ kind: "eventual-consistency", type: "aws:iam/role:Role", times: 5, seconds: 60 }] }, async (stack) => {
      await stack.up();
      await expectQuietEnd(stack);
    }));

  it("an access entry that works late is told as missing credentials, and `up` goes on when it works", () =>
    withPulumiStack(
      { ...slowly, failures: [{ kind: "eventual-consistency", type: "aws:eks/accessEntry:AccessEntry", seconds: 4000 }] },
      async (stack) => {
        expectFailure(await stack.up({ mayFail: true }), "Unauthorized: the server has asked for the client to provide credentials");
        await stack.restartHost({ timeScale: 0.0001 }); // a while later
        await stack.up();
        await expectQuietEnd(stack);
      },
      `${WITH_CHART}\n  eks-blueprints:cluster: { admins: ["arn:aws:iam::111122223333:role/admin"] }`,
    ));

  it("a webhook that does not answer yet refuses a chart, and `up` goes on when it does", () =>
    withPulumiStack(
      { failures: [{ kind: "webhook-not-ready", op: "create", type: "kubernetes:helm.sh/v3:Release" }] },
      (stack) => repairedByUp(stack, 'failed calling webhook "mservice.elbv2.k8s.aws"', "no endpoints available for service"),
      WITH_CHART,
    ));

  it("a release that was cut off while it was installed is in the way until it is uninstalled", () =>
    withPulumiStack(
      { failures: [{ kind: "release-pending", op: "create", type: "kubernetes:helm.sh/v3:Release" }] },
      async (stack) => {
        expectFailure(await stack.up({ mayFail: true }), "connection reset by peer");
        expectFailure(await stack.up({ mayFail: true }), "cannot re-use a name that is still in use");
        const [release] = await discard(stack); // helm uninstall
        expect(release?.outputs.status).deep.include({ status: "pending-install" });
        await stack.up();
        await expectQuietEnd(stack);
      },
      WITH_CHART,
    ));

  it("a release that was cut off while it was upgraded is locked until it is rolled back", () =>
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
        await expectQuietEnd(stack);
      },
      WITH_CHART,
    ));

  it("a release that somebody uninstalled holds up the destruction until a refresh", () =>
    withPulumiStack(
      {},
      async (stack) => {
        await stack.up();
        const [release] = await stack.fakeAws.resources("kubernetes:helm.sh/v3:Release");
        await stack.fakeAws.lose(release!.type, release!.id);
        expectFailure(await stack.destroy({ mayFail: true }), "uninstall: Release not loaded: ", ": release: not found");
        await stack.refresh();
        await stack.destroy();
        await expectEmpty(stack);
      },
      WITH_CHART,
    ));

  it("what a provider made whose answer was lost is told as taken, and can be imported", () =>
    withPulumiStack({ failures: [{ kind: "partial", op: "create", type: "aws:ec2/natGateway:NatGateway" }] }, async (stack) => {
      expectFailure(await stack.up({ mayFail: true }), "connection reset by peer");
      expectFailure(await stack.up({ mayFail: true }), "Resource.AlreadyAssociated: Elastic IP address");
      expect(await adopt(stack)).length(1);
      await stack.up();
      await expectQuietEnd(stack);
    }));

  it("credentials that expire end the run, and `up` goes on with new ones", () =>
    withPulumiStack({ failures: [{ kind: "expired-credentials", type: "aws:", nth: 40, times: 10_000 }] }, async (stack) => {
      const { output, exitCode } = await stack.up({ mayFail: true });
      expect(exitCode).not.equal(0);
      expect(output).match(
        /ExpiredTokenException: The security token included in the request is expired|RequestExpired: Request has expired/,
      );
      await stack.restartHost();
      await stack.up();
      await expectQuietEnd(stack);
    }));
});
