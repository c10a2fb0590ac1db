// What goes wrong in AWS and in the cluster while a stack is made: what the user sees, what mends it, and that nothing is lost. docs/day-2.md says the same.
import { expect } from "chai";
import type { Rig } from "../harness/pulumi-stack/pulumi-stack";
import { expectFailure, SMALL, slowly, withRig } from "./failures";
import { expectEmpty, expectQuietEnd } from "./quiet";
import { adopt, discard } from "./recovery";

const WITH_CHART = `${SMALL}\n  eks-blueprints:addons: { aws-load-balancer-controller: true }`;

/** Fails with these words, and a second `up` mends it. */
async function mendedByUp(rig: Rig, ...words: readonly string[]): Promise<void> {
  expectFailure(await rig.up({ mayFail: true }), ...words);
  await rig.up();
  await expectQuietEnd(rig);
}

describe("what goes wrong in a deployment, on the real engine", () => {
  it("throttling that passes is not even seen", () =>
    withRig({ faults: [{ kind: "throttling", type: "aws:", nth: 5, times: 10 }] }, async (rig) => {
      await rig.up();
      await expectQuietEnd(rig);
    }));

  it("throttling that lasts ends the run, and `up` goes on where it ended", () =>
    withRig({ faults: [{ kind: "throttling", op: "create", type: "aws:ec2/subnet:Subnet", times: 40 }] }, async (rig) => {
      await mendedByUp(rig, "RequestLimitExceeded: Request limit exceeded.");
    }));

  it("access denied names the action that is missing, and `up` goes on when it is granted", () =>
    withRig({ faults: [{ kind: "access-denied", op: "create", type: "aws:eks/cluster:Cluster" }] }, async (rig) => {
      await mendedByUp(rig, "AccessDeniedException: User: arn:aws:iam::123456789012:user/plan is not authorized", "eks:CreateCluster");
    }));

  it("a quota that is reached stops at the thing that is one too many, and `up` goes on when it is raised", () =>
    withRig({ quotas: { elasticIps: 0 } }, async (rig) => {
      expectFailure(await rig.up({ mayFail: true }), "AddressLimitExceeded: The maximum number of addresses has been reached.");
      await rig.restartHost();
      await rig.up();
      await expectQuietEnd(rig);
    }));

  it("a name that is taken is refused, and what has it can be imported", () =>
    withRig({}, async (rig) => {
      const [type, name] = ["aws:cloudwatch/logGroup:LogGroup", "/aws/eks/eks-blueprints-minimal/cluster"];
      await rig.world.plant({
        type,
        id: name,
        inputs: { name },
        outputs: { name, arn: `arn:aws:logs:eu-west-1:123456789012:log-group:${name}` },
      });
      expectFailure(await rig.up({ mayFail: true }), "ResourceAlreadyExistsException: The specified log group already exists");
      const found = (await rig.world.things(type)).filter(({ id }) => id === name);
      expect(await adopt(rig, found)).length(1);
      const { changes } = await rig.up();
      expect(changes.update, "its settings become those of the stack").equal(1);
      await expectQuietEnd(rig);
    }));

  it("a conflict with another operation ends the run, and `up` goes on", () =>
    withRig({ faults: [{ kind: "conflict", op: "create", type: "aws:eks/addon:Addon" }] }, async (rig) => {
      await mendedByUp(rig, "ResourceInUseException: The request conflicts with another operation that is in progress.");
    }));

  it("a role that cannot be assumed at once is waited for", () =>
    withRig({ faults: [{ kind: "eventual-consistency", type: "aws:iam/role:Role", times: 5, seconds: 60 }] }, async (rig) => {
      await rig.up();
      await expectQuietEnd(rig);
    }));

  it("an access entry that works late is told as missing credentials, and `up` goes on when it works", () =>
    withRig(
      { ...slowly, faults: [{ kind: "eventual-consistency", type: "aws:eks/accessEntry:AccessEntry", seconds: 4000 }] },
      async (rig) => {
        expectFailure(await rig.up({ mayFail: true }), "Unauthorized: the server has asked for the client to provide credentials");
        await rig.restartHost({ timeScale: 0.0001 }); // a while later
        await rig.up();
        await expectQuietEnd(rig);
      },
      `${WITH_CHART}\n  eks-blueprints:cluster: { admins: ["arn:aws:iam::111122223333:role/admin"] }`,
    ));

  it("a webhook that does not answer yet refuses a chart, and `up` goes on when it does", () =>
    withRig(
      { faults: [{ kind: "webhook-not-ready", op: "create", type: "kubernetes:helm.sh/v3:Release" }] },
      (rig) => mendedByUp(rig, 'failed calling webhook "mservice.elbv2.k8s.aws"', "no endpoints available for service"),
      WITH_CHART,
    ));

  it("a release that was cut off while it was installed is in the way until it is uninstalled", () =>
    withRig(
      { faults: [{ kind: "release-pending", op: "create", type: "kubernetes:helm.sh/v3:Release" }] },
      async (rig) => {
        expectFailure(await rig.up({ mayFail: true }), "connection reset by peer");
        expectFailure(await rig.up({ mayFail: true }), "cannot re-use a name that is still in use");
        const [release] = await discard(rig); // helm uninstall
        expect(release?.outputs.status).deep.include({ status: "pending-install" });
        await rig.up();
        await expectQuietEnd(rig);
      },
      WITH_CHART,
    ));

  it("a release that was cut off while it was upgraded is locked until it is rolled back", () =>
    withRig(
      { faults: [{ kind: "release-pending", op: "update", type: "kubernetes:helm.sh/v3:Release" }] },
      async (rig) => {
        await rig.up();
        rig.configure(`${SMALL}\n  eks-blueprints:addons: { aws-load-balancer-controller: { values: { logLevel: debug } } }`);
        expectFailure(await rig.up({ mayFail: true }), "connection reset by peer");
        expectFailure(await rig.up({ mayFail: true }), "another operation (install/upgrade/rollback) is in progress");
        const [release] = await rig.world.things("kubernetes:helm.sh/v3:Release");
        await rig.world.drift(release!.type, release!.id, { status: { status: "deployed" } }); // helm rollback
        await rig.up();
        await expectQuietEnd(rig);
      },
      WITH_CHART,
    ));

  it("a release that somebody uninstalled holds up the destruction until a refresh", () =>
    withRig(
      {},
      async (rig) => {
        await rig.up();
        const [release] = await rig.world.things("kubernetes:helm.sh/v3:Release");
        await rig.world.lose(release!.type, release!.id);
        expectFailure(await rig.destroy({ mayFail: true }), "uninstall: Release not loaded: ", ": release: not found");
        await rig.refresh();
        await rig.destroy();
        await expectEmpty(rig);
      },
      WITH_CHART,
    ));

  it("what a provider made whose answer was lost is told as taken, and can be imported", () =>
    withRig({ faults: [{ kind: "partial", op: "create", type: "aws:ec2/natGateway:NatGateway" }] }, async (rig) => {
      expectFailure(await rig.up({ mayFail: true }), "connection reset by peer");
      expectFailure(await rig.up({ mayFail: true }), "Resource.AlreadyAssociated: Elastic IP address");
      expect(await adopt(rig)).length(1);
      await rig.up();
      await expectQuietEnd(rig);
    }));

  it("credentials that expire end the run, and `up` goes on with new ones", () =>
    withRig({ faults: [{ kind: "expired-credentials", type: "aws:", nth: 40, times: 10_000 }] }, async (rig) => {
      const { output, exitCode } = await rig.up({ mayFail: true });
      expect(exitCode).not.equal(0);
      expect(output).match(
        /ExpiredTokenException: The security token included in the request is expired|RequestExpired: Request has expired/,
      );
      await rig.restartHost();
      await rig.up();
      await expectQuietEnd(rig);
    }));
});
