import path from "node:path";
import { expect } from "chai";
import { refusedChanges } from "../../../plan/cli/refused";
import { run } from "../../../plan/cli/run";
import { compare } from "../../../plan/diff/compare";
import { Propagation } from "../../../plan/diff/propagation";
import { resourcesOf } from "../../../plan/diff/snapshot";
import { readProject } from "../../../plan/project/project";
import { planDocument } from "../../../plan/report/json";
import { Printer } from "../../../plan/report/printable";
import { replacedBy, replacedWithout } from "../../../plan/resource-types/immutable";
import type { Recording } from "../../../plan/types";
import { noCost } from "../resources";

const project = readProject(path.resolve(__dirname, "../../.."));
const recordings = new Map<string, Promise<Recording>>();

/** The plan of a stack file with these sections, one per line. */
function recordingOf(sections: string, generation = 0): Promise<Recording> {
  const key = `${generation} ${sections}`;
  const known = recordings.get(key);
  if (known) return known;
  const lines = sections.split("\n").map((line) => (line && !line.startsWith("aws:") ? `eks-blueprints:${line}` : line));
  if (!sections.includes("aws:region")) lines.push("aws:region: eu-west-1");
  const text = `config:\n${lines.map((line) => `  ${line}\n`).join("")}`;
  const created = run(project, "dev", { text, label: "Pulumi.dev.yaml" }, false, generation).then(({ recording }) => recording);
  recordings.set(key, created);
  return created;
}

const zones = (...letters: string[]) => `zones: [${letters.map((letter) => `eu-west-1${letter}`).join(", ")}]`;
const admins = 'admins: ["arn:aws:iam::111122223333:role/Admin"]';
const vpc = (id: string) =>
  `network: { existing: { vpcId: ${id}, privateSubnetIds: [subnet-0a1b2c3d4e5f60001, subnet-0a1b2c3d4e5f60002] } }`;

/** The change, and the setting that is refused; `null` for none. */
const cases: readonly (readonly [before: string, after: string, refused: string | null])[] = [
  ["", "aws:region: eu-north-1", "aws:region"],
  ["", "network: { cidr: 10.1.0.0/16 }", "network.cidr"],
  [`network: { ${zones("a", "b", "c")} }`, `network: { ${zones("b", "a", "c")} }`, "network.zones"],
  [`network: { ${zones("a", "b")} }`, `network: { ${zones("a", "c")} }`, "network.zones"],
  [`network: { ${zones("a", "b")} }`, `network: { ${zones("a", "b", "c")} }`, null],
  [`network: { ${zones("a", "b", "c")} }`, `network: { ${zones("a", "b")} }`, null],
  ["", "network: { nat: perZone, flowLogs: true, endpoints: [s3, ecr.api] }", null],
  ["", vpc("vpc-0a1b2c3d4e5f60718"), "network.existing"],
  [vpc("vpc-0a1b2c3d4e5f60718"), vpc("vpc-0a1b2c3d4e5f60719"), "network.existing"],
  ["", "cluster: { name: market }", "cluster.name"],
  ['cluster: { version: "1.33" }', 'cluster: { version: "1.34" }', null],
  ['cluster: { version: "1.33" }', 'cluster: { version: "1.35" }', "cluster.version"],
  ['cluster: { version: "1.34" }', 'cluster: { version: "1.33" }', "cluster.version"],
  ["", "cluster: { serviceCidr: 172.20.0.0/16 }", "cluster.serviceCidr"],
  ["", "cluster: { encryption: false }", "cluster.encryption"],
  ["cluster: { encryption: false }", "", null],
  ["", "cluster: { autoMode: true }", "cluster.autoMode"],
  ["", "cluster: { existing: { name: shop } }", "cluster.existing"],
  [
    "",
    "cluster: { logs: [], endpoint: { public: { cidrs: [203.0.113.0/24] } }, deletionProtection: true, zonalShift: true, identity: irsa }",
    null,
  ],
  ["", "cluster: { supportType: extended, logRetentionDays: 30, drain: false }", null],
  ["", `cluster: { ${admins} }\ntags: { team: shop }`, null],
  ["", "iam: { path: /eks/ }", "iam.path"],
  ["", "iam: { permissionsBoundary: arn:aws:iam::111122223333:policy/bound }", null],
];

/** Resources that everything else is built on, which must never be replaced. */
const foundations = ["aws:ec2/vpc:Vpc", "aws:eks/cluster:Cluster"];

describe("refusedChanges", function () {
  this.timeout(180_000);
  for (const [before, after, refused] of cases) {
    it(`${refused ? `reports ${refused}` : "allows the change, which keeps VPC and control plane"}: from ${JSON.stringify(before)} to ${JSON.stringify(after)}`, async () => {
      const [was, is] = [await recordingOf(before), await recordingOf(after)];
      const found = refusedChanges(was.resources, is.resources);
      expect(found.map(({ path }) => path?.replace("eks-blueprints:", ""))).to.deep.equal(refused === null ? [] : [refused]);
      for (const { rule, level, fix } of found) expect([rule, level, fix === ""]).to.deep.equal(["change-guard", "mandatory", false]);
      if (refused !== null) return;
      const { changes } = compare(was.resources, is.resources, {
        propagation: new Propagation(is.resources, (await recordingOf(after, 1)).resources),
        replacedBy,
        replacedWithout,
        printer: new Printer(was, is),
      });
      expect(changes.filter(({ type, op }) => foundations.includes(type) && op !== "update" && op !== "create")).to.deep.equal([]);
    });
  }

  it("allows Auto Mode over two zones when the control plane's subnets stay the same", async () => {
    const [was, is] = [
      await recordingOf(`network: { ${zones("a", "b")} }`),
      await recordingOf(`network: { ${zones("a", "b")} }\ncluster: { autoMode: true }`),
    ];
    expect(refusedChanges(was.resources, is.resources)).to.deep.equal([]);
  });

  it("finds refused changes against a JSON document too", async () => {
    const was = planDocument({
      project: "p",
      stack: "s",
      settings: null,
      recording: await recordingOf('cluster: { version: "1.33" }'),
      findings: [],
      cost: noCost,
    });
    const is = await recordingOf("");
    expect(refusedChanges(resourcesOf(was), is.resources).map(({ path }) => path)).to.deep.equal(["eks-blueprints:cluster.version"]);
  });

  it("reports a changed creatorAdmin as an advisory finding", async () => {
    const [was, is] = [await recordingOf(`cluster: { ${admins} }`), await recordingOf(`cluster: { ${admins}, creatorAdmin: false }`)];
    const [found, ...others] = refusedChanges(was.resources, is.resources);
    expect(others).to.deep.equal([]);
    expect(found).to.include({ rule: "creator-admin", level: "advisory", path: "eks-blueprints:cluster.creatorAdmin" });
    expect(found!.message).to.match(/^true -> false has no effect/);
    expect(found!.fix).to.include("aws eks delete-access-entry");
  });

  it("is empty for a stack without a change guard", async () => {
    const is = await recordingOf("");
    expect(refusedChanges([], is.resources)).to.deep.equal([]);
  });
});
