// `npm run crds`: records the CRDs in `crds/` of a chart, which Helm never upgrades, for add-ons that create them as resources.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { addonVersions } from "../components/addons/versions";
import { compactJson, crdsIn } from "./crds/facts";
import { type Source, sourceFrom, sourceIn } from "./render/helm";

const usage = `Usage: npm run crds -- [add-on ...] [--charts DIR]

Writes components/addons/catalog/<add-on>/crds.json, in the version that is pinned, of these add-ons or all. Charts come from their repositories by Helm 3 (on PATH, or where
HELM says), or unpacked, by name, from DIR.
`;

/** Charts whose CRDs the add-on creates as resources, by add-on. */
const charts = {
  "aws-load-balancer-controller": { chart: "aws-load-balancer-controller", repo: "https://aws.github.io/eks-charts" },
  "aws-gateway-api-controller": { chart: "aws-gateway-controller-chart", repo: "oci://public.ecr.aws/aws-application-networking-k8s" },
  "vertical-pod-autoscaler": { chart: "vpa", repo: "https://charts.fairwinds.com/stable" },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { charts: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  if (values.help) return console.log(usage);
  const scratch = mkdtempSync(path.join(tmpdir(), "crds-"));
  try {
    const wantedAddons = positionals.length > 0 ? positionals : Object.keys(charts);
    for (const addon of wantedAddons as (keyof typeof charts)[]) {
      const version = addonVersions[addon].chart!;
      const { chart, repo } = charts[addon];
      const wanted = repo.startsWith("oci:")
        ? { chart, reference: `${repo}/${chart}`, version }
        : { chart, reference: chart, repo, version };
      const source = values.charts === undefined ? sourceFrom(scratch, wanted) : sourceIn(values.charts, wanted);
      writeFileSync(path.join(__dirname, `../components/addons/catalog/${addon}/crds.json`), `${compactJson(record(version, source))}\n`);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function record(version: string, { folder, from }: Source) {
  return { version, source: from, date: new Date().toISOString().slice(0, 10), ...crdsIn(folder) };
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
