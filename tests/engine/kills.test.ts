// Providers and engines that are killed, and runs that meet: what the user sees, what mends it, and that nothing is lost. docs/day-2.md says the same.
import { readdirSync, truncateSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { Result } from "../harness/pulumi-stack/options";
import { begins, expectFailure, slowly, withPulumiStack } from "./failures";
import { expectEmpty, expectQuietEnd } from "./quiet";
import { adopt, strays, unlock } from "./recovery";

const makesCluster = begins("create", "aws:eks/cluster:Cluster");

describe("runs that are cut short, on the real engine", () => {
  it("a provider that is killed ends the run, and what it had begun can be imported", () =>
    withPulumiStack({ failures: [{ kind: "kill-provider", op: "create", type: "aws:eks/cluster:Cluster" }] }, async (stack) => {
      // One thing at a time, or the next run may stop at another thing whose answer was lost.
      expectFailure(await stack.up({ mayFail: true, args: ["--parallel", "1"] }), "error reading from server: EOF");
      await stack.restartHost();
      expectFailure(await stack.up({ mayFail: true }), "ResourceInUseException: Cluster already exists with name: eks-blueprints-minimal");
      expect((await adopt(stack)).map(({ type }) => type)).contain("aws:eks/cluster:Cluster");
      expectFailure(await stack.up({ mayFail: true }), "InvalidRequestException: Cluster 'eks-blueprints-minimal' is not in ACTIVE status");
      await stack.restartHost({ timeScale: 0.0001 }); // a while later
      await stack.up();
      await expectQuietEnd(stack);
    }));

  it("an engine that is killed leaves its lock and what it waited for, which can be imported", () =>
    withPulumiStack(slowly, async (stack) => {
      await stack.up({ killAt: makesCluster, killDelay: 1000 });
      expectFailure(await stack.up({ mayFail: true }), "the stack is currently locked by 1 lock(s)", "`pulumi cancel`");
      await unlock(stack);
      const pending = ((await stack.export()).pending_operations ?? []).map(({ type, resource }) => `${type} ${resource.type}`);
      expect(pending).contain("creating aws:eks/cluster:Cluster");
      expectFailure(
        await stack.up({ mayFail: true }),
        `Attempting to deploy or update resources with ${pending.length} pending operations from previous deployment.`,
        "ResourceInUseException: Cluster already exists with name: eks-blueprints-minimal",
      );
      await adopt(stack);
      await stack.refresh({ args: ["--clear-pending-creates"] });
      expect((await stack.up()).output).not.contain("pending operations");
      await expectQuietEnd(stack);
    }));

  it("`refresh --import-pending-creates` forgets what it is told, and imports nothing", () =>
    withPulumiStack(slowly, async (stack) => {
      await stack.up({ killAt: makesCluster, killDelay: 1000 });
      await unlock(stack);
      const [cluster] = (await strays(stack)).filter(({ type }) => type === "aws:eks/cluster:Cluster");
      const told = [cluster!.urn, cluster!.id].flatMap((value) => ["--import-pending-creates", value]);
      await stack.refresh({ args: told });
      const { resources = [], pending_operations = [] } = await stack.export();
      expect(resources.map(({ urn }) => urn)).not.contain(cluster!.urn);
      expect(pending_operations.map(({ resource }) => resource.urn)).not.contain(cluster!.urn);
    }));

  it("a file beside the state that was cut off while it was written is in the way until it is removed", () =>
    withPulumiStack({}, async (stack) => {
      const state = path.join(stack.directory, "state");
      const [notes] = readdirSync(state, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("minimal.json.attrs"));
      truncateSync(path.join(state, notes!));
      expectFailure(await stack.up({ mayFail: true }), "failed to load checkpoint: EOF");
      await unlock(stack);
      await stack.preview();
    }));

  it("a second run at the same time is refused, and the first ends well", () =>
    withPulumiStack(slowly, async (stack) => {
      let second: Promise<Result> | undefined;
      const first = await stack.up({
        onEvent: (event) => {
          if (makesCluster(event)) second ??= stack.destroy({ mayFail: true });
        },
      });
      expectFailure(
        await second!,
        "the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file",
      );
      expect(first.exitCode).equal(0);
      await expectQuietEnd(stack);
    }));

  it("a destruction that is refused, or killed, goes on with the next", () =>
    withPulumiStack(
      { ...slowly, failures: [{ kind: "access-denied", op: "delete", type: "aws:eks/nodeGroup:NodeGroup" }] },
      async (stack) => {
        await stack.up();
        expectFailure(await stack.destroy({ mayFail: true }), "AccessDeniedException", "eks:DeleteNodeGroup");
        await stack.destroy({
          killAt: ({ resourcePreEvent }) =>
            resourcePreEvent?.metadata.op === "delete" && /cluster:Cluster$/.test(resourcePreEvent.metadata.type),
          killDelay: 500,
        });
        expectFailure(await stack.destroy({ mayFail: true }), "the stack is currently locked by 1 lock(s)");
        await unlock(stack);
        await stack.destroy();
        await expectEmpty(stack);
      },
    ));
});
