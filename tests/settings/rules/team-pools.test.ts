import { expect } from "chai";
import { caseSections, issuesOf, outcomeOf } from "../../environment/counterparts/fixtures";

const member = "arn:aws:iam::111122223333:role/Dev";
const team = (nodePool: string) => ({ teams: { burnham: { kind: "application", members: [member], nodePool } } });
const tier = (nodePool: string) => ({ tenants: { tiers: { premium: { nodePool, names: ["acme"] } } } });
const karpenter = (pools: object = { batch: {} }) => ({ addons: { karpenter: { nodePools: pools } } });
const autoMode = (pools: object = { batch: {} }) => ({ cluster: { autoMode: { nodePools: ["system"], pools } } });
const poolType = "kubernetes:karpenter.sh/v1:NodePool";

describe("settings: nodePool of a team", () => {
  for (const [what, sections] of [
    ["of Karpenter", caseSections("team-on-karpenter-pool")],
    ["of Auto Mode", { ...autoMode(), ...team("batch") }],
  ] as const) {
    it(`can be one ${what}, whose nodes get the label and taint of the team`, async () => {
      const { resources } = await outcomeOf(sections);
      const { metadata, spec } = resources.only(poolType).inputs.spec.template;
      expect(metadata.labels).to.include({ team: "burnham" });
      expect(spec.taints).to.deep.equal([{ key: "team", value: "burnham", effect: "NoSchedule" }]);
    });
  }

  it("can belong to a tier, in both", async () => {
    for (const sections of [karpenter(), autoMode()]) {
      const { resources } = await outcomeOf({ ...sections, ...tier("batch") });
      expect(resources.only(poolType).inputs.spec.template.metadata.labels).to.include({ tier: "premium" });
    }
  });

  const wrong: readonly [what: string, sections: Record<string, unknown>, message: RegExp][] = [
    ["an unknown pool", { ...karpenter(), ...team("bath") }, /^teams\.burnham\.nodePool: unknown pool bath; did you mean batch\?$/],
    [
      "an unknown pool of a tier",
      { ...autoMode(), ...tier("bath") },
      /^tenants\.tiers\.premium\.nodePool: unknown pool bath; did you mean batch\?$/,
    ],
    [
      "a name of two pools",
      { addons: { karpenter: true }, nodePools: { default: {} }, ...team("default") },
      /^teams\.burnham\.nodePool: default is a pool of `nodePools` and one of Karpenter; give one of them another name$/,
    ],
    [
      "a pool that GitOps installs",
      { ...karpenter(), ...team("batch"), gitops: { engine: "argocd", repo: "https://git.example.com/clusters", addons: ["karpenter"] } },
      /batch is a NodePool of Karpenter, which GitOps installs/,
    ],
    ["a built-in node pool of Auto Mode", { ...autoMode(), ...team("system") }, /system is a node pool of EKS, which all share/],
    [
      "a Fargate profile",
      { fargate: { batch: { selectors: [{ namespace: "batch" }] } }, ...team("batch") },
      /batch is a Fargate profile, which selects pods by their namespace/,
    ],
    [
      "the team's taint on a pool of Karpenter",
      { ...karpenter({ batch: { taints: [{ key: "team", value: "x", effect: "NoSchedule" }] } }), ...team("batch") },
      /nodePools\.batch\.taints\[0\]:? the stack sets team, because the pool belongs to team burnham; remove it here/,
    ],
    [
      "the team's label on a pool of Karpenter",
      { ...karpenter({ batch: { labels: { team: "x" } } }), ...team("batch") },
      /nodePools\.batch\.labels\.team:? the stack sets team/,
    ],
    [
      "the team's taint on a pool of Auto Mode",
      { ...autoMode({ batch: { taints: [{ key: "team", value: "x", effect: "NoSchedule" }] } }), ...team("batch") },
      /^cluster\.autoMode\.pools\.batch\.taints: the stack sets team with NoSchedule, because the pool has an owner; remove it here$/,
    ],
  ];
  for (const [what, sections, message] of wrong) it(`cannot be ${what}`, () => expect(issuesOf(sections)).to.match(message));
});
