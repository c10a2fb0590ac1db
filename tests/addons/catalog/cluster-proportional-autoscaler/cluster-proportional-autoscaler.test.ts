import { expect } from "chai";
import { issuesOf } from "../../../environment/counterparts/fixtures";
import { chartIssues } from "../../../harness/mocks/chart";
import { pool, registered } from "../../fixtures";
import { warningsOf } from "../../plan/selection";

const name = "cluster-proportional-autoscaler";
const target = "deployment/metrics-server";

async function values(options: Record<string, unknown>) {
  const taints = [{ key: "dedicated", value: "system", effect: "NoSchedule" }];
  const found = await registered({ nodePools: { system: pool({ taints }) }, addons: { [name]: options } });
  const { inputs } = found.named(`eks-${name}`, "kubernetes:helm.sh/v3:Release");
  expect(chartIssues(name, inputs.values)).to.deep.equal([]);
  return inputs.values;
}

describe("cluster-proportional-autoscaler", () => {
  it("scales its target in kube-system with cores and nodes, also on tainted nodes", async () => {
    const found = await values({ target });
    expect(found.options).to.deep.equal({ target, namespace: "kube-system" });
    expect(found.config.linear).to.include({ coresPerReplica: 256, nodesPerReplica: 16, min: 2, preventSinglePointFailure: true });
    expect(found.tolerations).to.have.length(2);
  });

  it("scales it by steps on request", async () => {
    const ladder = {
      nodesToReplicas: [
        [1, 2],
        [50, 3],
      ],
    };
    expect((await values({ target, ladder })).config).to.deep.equal({ ladder });
  });

  it("reports CoreDNS as target, which scales itself", () => {
    expect(warningsOf({ [name]: { target: "deployment/coredns" } })).to.contain("CoreDNS's own autoscaling does without");
  });

  const errors: readonly (readonly [unknown, string])[] = [
    [true, "target"],
    [{ target: "coredns" }, "a workload in kube-system such as deployment/coredns"],
    [{ target, linear: { min: 3, max: 2 } }, "linear.max: expected 3 or more"],
    [{ target, ladder: {} }, "expected coresToReplicas or nodesToReplicas"],
    [
      {
        target,
        ladder: {
          nodesToReplicas: [
            [5, 2],
            [1, 1],
          ],
        },
      },
      "expected steps in ascending order",
    ],
  ];
  for (const [options, message] of errors)
    it(`rejects ${JSON.stringify(options)}`, () => expect(issuesOf({ addons: { [name]: options } })).to.contain(message));
});
