// The programs below examples/components and the pages that show them.
import { readdirSync, readFileSync } from "node:fs";
import Module from "node:module";
import * as path from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { runProgram } from "../../plan/engine/run";
import { createSimulation } from "../../plan/simulation";
import type { Recording } from "../../plan/types";

const root = path.join(__dirname, "../..");
const directory = path.join(root, "examples/components");
const programs = readdirSync(directory).filter((file) => file.endsWith(".ts"));

/** Node.js' resolution of a module's name, which is no part of its types. */
const loader = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string };

/** Runs a program offline, with this repository as the installed package. */
async function planned(main: string): Promise<Recording> {
  const resolve = loader._resolveFilename;
  loader._resolveFilename = (request, ...rest) =>
    request === "eks-blueprints" ? path.join(root, "components/index.ts") : resolve.call(loader, request, ...rest);
  try {
    const config = { "aws:region": "eu-west-1" };
    return await runProgram({
      directory,
      main,
      project: "shop-components",
      stack: "dev",
      config,
      secretKeys: [],
      preview: false,
      simulation: createSimulation(),
    });
  } finally {
    loader._resolveFilename = resolve;
  }
}

describe("Programs that use one component alone", () => {
  it("compile under strict and exactOptionalPropertyTypes", () => {
    const { config } = ts.readConfigFile(path.join(directory, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, directory);
    expect(options).to.include({ strict: true, exactOptionalPropertyTypes: true });
    const files = programs.map((file) => path.join(directory, file));
    const program = ts.createProgram(files, {
      ...options,
      noEmit: true,
      skipLibCheck: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      resolveJsonModule: true,
      // the package as its sources; `npm run test:example` compiles against its declarations
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      ignoreDeprecations: "6.0",
      paths: { "eks-blueprints": [path.join(root, "components/index.ts")] },
    });
    const found = files.flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)));
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).to.deep.equal([]);
  });

  /** Resources that a program is about. */
  const expected: Readonly<Record<string, readonly string[]>> = {
    "addons.ts": [
      "eks-blueprints:index:Addons",
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:karpenter.sh/v1:NodePool",
      "aws:sqs/queue:Queue",
    ],
    "cluster.ts": ["eks-blueprints:index:Network", "eks-blueprints:index:Cluster", "eks:index:Cluster", "aws:eks/accessEntry:AccessEntry"],
    "existing-cluster.ts": ["eks-blueprints:index:ExistingCluster", "aws:eks/accessEntry:AccessEntry", "kubernetes:core/v1:Namespace"],
    "fargate-profile.ts": ["eks-blueprints:index:FargateProfile", "aws:eks/fargateProfile:FargateProfile"],
    "network.ts": ["eks-blueprints:index:Network", "awsx:ec2:Vpc", "aws:ec2/natGateway:NatGateway", "aws:ec2/flowLog:FlowLog"],
    "node-pool.ts": ["eks-blueprints:index:NodePool", "aws:eks/nodeGroup:NodeGroup", "aws:ec2/launchTemplate:LaunchTemplate"],
    "teams.ts": [
      "eks-blueprints:index:PlatformTeam",
      "eks-blueprints:index:ApplicationTeam",
      "kubernetes:core/v1:Namespace",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
      "kubernetes:external-secrets.io/v1:ExternalSecret",
    ],
    "workload-role.ts": ["eks-blueprints:index:WorkloadRole", "aws:eks/podIdentityAssociation:PodIdentityAssociation"],
  };

  it("cover every component", () => {
    expect(programs.sort()).to.deep.equal(Object.keys(expected).sort());
  });

  for (const program of programs) {
    it(`can be planned: ${program}`, async () => {
      const { resources, log } = await planned(program);
      expect(resources.map(({ type }) => type)).to.include.members([...expected[program]!]);
      expect(log.filter(({ severity }) => severity === "error")).to.deep.equal([]);
    });

    it(`stand on a page of their own: docs/components/${program.replace(/ts$/, "md")}`, () => {
      const page = readFileSync(path.join(root, "docs/components", program.replace(/ts$/, "md")), "utf8");
      expect(page).to.contain(readFileSync(path.join(directory, program), "utf8"));
    });
  }

  it("create what teams share once, below the cluster", async () => {
    const { resources } = await planned("teams.ts");
    const roles = resources.filter(({ type }) => type === "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole");
    expect(roles.map(({ name }) => name).sort()).to.deep.equal(["shop-team-edit", "shop-team-reader", "shop-team-view"]);
    expect(new Set(roles.map(({ parent }) => parent?.split("::").at(-1)))).to.deep.equal(new Set(["shop"]));
  });
});
