// Killed providers and engines, and concurrent runs: the message, the recovery that docs/day-2.md describes, and that no resource is lost.
import { readdirSync, truncateSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { Result } from "../harness/pulumi-stack/options";
import { begins, expectFailure, slowTime, withPulumiStack } from "./failures";
import { expectCleanDestroy, expectEmpty } from "./planned-state";
import { importUntracked, unlock, untracked } from "./recovery";

const makesCluster = begins("create", "aws:eks/cluster:Cluster");

describe("interrupted runs on the Pulumi engine", () => {
  it("leave a resource that can be imported when a provider is killed", () =>
    withPulumiStack({ failures: [{ kind: "kill-provider", op: "create", type: "aws:eks/cluster:Cluster" }] }, async (stack) => {
      // One operation at a time, or the next run may stop at another resource whose response was lost.
      expectFailure(await stack.up({ mayFail: true, args: ["--parallel", "1"] }), "error reading from server: EOF");
      await stack.restartHost();
      expectFailure(await stack.up({ mayFail: true }), "ResourceInUseException: Cluster already exists with name: eks-blueprints-minimal");
      expect((await importUntracked(stack)).map(({ type }) => type)).contain("aws:eks/cluster:Cluster");
      expectFailure(await stack.up({ mayFail: true }), "InvalidRequestException: Cluster 'eks-blueprints-minimal' is not in ACTIVE status");
      await stack.restartHost({ timeScale: 0.0001 }); // some time later
      await stack.up();
      await expectCleanDestroy(stack);
    }));

  it("leave a lock and pending operations that can be imported when the engine is killed", () =>
    withPulumiStack(slowTime, async (stack) => {
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
      await importUntracked(stack);
      await stack.refresh({ args: ["--clear-pending-creates"] });
      expect((await stack.up()).output).not.contain("pending operations");
      await expectCleanDestroy(stack);
    }));

  it("forget only the pending operations passed to `refresh --import-pending-creates`", () =>
    withPulumiStack(slowTime, async (stack) => {
      await stack.up({ killAt: makesCluster, killDelay: 1000 });
      await unlock(stack);
      const [cluster] = (await untracked(stack)).filter(({ type }) => type === "aws:eks/cluster:Cluster");
      const args = [cluster!.urn, cluster!.id].flatMap((value) => ["--import-pending-creates", value]);
      await stack.refresh({ args: args });
      const { resources = [], pending_operations = [] } = await stack.export();
      expect(resources.map(({ urn }) => urn)).not.contain(cluster!.urn);
      expect(pending_operations.map(({ resource }) => resource.urn)).not.contain(cluster!.urn);
    }));

  it("leave a truncated file beside the state that must be removed", () =>
    withPulumiStack({}, async (stack) => {
      const state = path.join(stack.directory, "state");
      const [notes] = readdirSync(state, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("minimal.json.attrs"));
      truncateSync(path.join(state, notes!));
      expectFailure(await stack.up({ mayFail: true }), "failed to load checkpoint: EOF");
      await unlock(stack);
      await stack.preview();
    }));

  it("reject a second concurrent run, and the first one completes", () =>
    withPulumiStack(slowTime, async (stack) => {
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
      await expectCleanDestroy(stack);
    }));

  it("continue a failed or killed destroy with the next one", () =>
    withPulumiStack(
      { ...slowTime, failures: [{ kind: "access-denied", op: "delete", type: "aws:eks/nodeGroup:NodeGroup" }] },
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
