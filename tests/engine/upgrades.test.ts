import { expect } from "chai";
import type { Operation } from "../harness/fake-aws/types";
import { stackText } from "../harness/mocks/stacks";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { patched } from "./changes/settings";

const before = ["eks-eks-pod-identity-agent", "eks-kube-proxy", "eks-vpc-cni"];
const controlPlane = /:Cluster$/;
const capacity = /:(NodeGroup|Group|FargateProfile)$/;
/** Resources that only record settings. */
const records = /^pulumi-nodejs:|:LaunchTemplate$/;

const nameOf = ({ urn }: Operation) => urn.split("::").at(-1)!;

/** The steps of an upgrade in the required order. */
function stepOf(operation: Operation): number {
  if (controlPlane.test(operation.type)) return 0;
  if (before.includes(nameOf(operation))) return 1;
  return capacity.test(operation.type) ? 2 : 3;
}

const upgrades: readonly { stack: string; from: string; to: string; steps: readonly number[] }[] = [
  { stack: "production", from: "1.34", to: "1.35", steps: [0, 1, 2, 3] },
  { stack: "dev", from: "1.33", to: "1.34", steps: [0, 1, 2, 3] },
  { stack: "minimal", from: "1.34", to: "1.35", steps: [0, 1, 2, 3] },
  { stack: "existing-vpc", from: "1.34", to: "1.35", steps: [0, 1, 2, 3] },
  { stack: "china", from: "1.33", to: "1.34", steps: [0, 1, 2, 3] },
  { stack: "fargate", from: "1.34", to: "1.35", steps: [0, 3] },
  { stack: "auto-mode", from: "1.34", to: "1.35", steps: [0, 3] },
];

describe("Kubernetes upgrade on the Pulumi engine", () => {
  for (const { stack, from, to, steps } of upgrades) {
    it(`upgrades ${stack} from ${from} to ${to} in order: control plane, add-ons that nodes need, nodes, the rest`, async () => {
      const text = stackText(stack);
      const deployed = await PulumiStack.start({ stack, settings: patched(text, { cluster: { version: from } }) });
      try {
        await deployed.up();
        const earlierOperations = (await deployed.fakeAws.operations()).length;
        deployed.configure(patched(text, { cluster: { version: to } }));
        const { changes } = await deployed.up();
        expect(Object.keys(changes), "no resource is created or deleted").to.have.members(["same", "update"]);

        const updates = (await deployed.fakeAws.operations())
          .slice(earlierOperations)
          .filter(({ op, type }) => op !== "read" && op !== "invoke" && !records.test(type));
        const of = steps.map((step) => updates.filter((operation) => stepOf(operation) === step));
        expect(of.flat(), "every operation belongs to a step").to.have.lengthOf(updates.length);
        for (const [at, operations] of of.entries()) {
          expect(operations, `step ${steps[at]}`).not.empty;
          const sooner = of.slice(0, at).flat();
          const early = operations.filter(({ start }) => sooner.some(({ end }) => start < end));
          expect(early.map(nameOf), "started before earlier steps ended").empty;
        }
      } finally {
        await deployed.stop();
      }
    });
  }
});
