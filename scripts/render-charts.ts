// `npm run render`: renders all planned charts with real Helm and their planned values, and records the result.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { helmVersion, render, type Source, sourceFrom, sourceIn } from "./render/helm";
import { type ChartRecord, type ChartRecords, type Rendering, readRecords, recordFile, writeRecords } from "./render/record";
import { hashOf, plannedStack, type Release } from "./render/releases";
import { stacks } from "./render/stacks";
import { summaryOf } from "./render/summary";

const usage = `Usage: npm run render -- [chart ...] [--charts DIR]

Renders the charts that the stacks of scripts/render/stacks.ts plan by Helm 3 (on PATH, or where HELM says), and keeps what came out in
tests/fixtures/charts/rendered.json. Charts come from their repositories, or unpacked, by name, from DIR. Without names: all.

Exit status: 0 rendered, as far as sources could be had; 1 Helm refuses a chart with its values; 2 wrong usage, or no Helm 3.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { charts: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  if (values.help) return print(usage, 0);
  const releases = await plannedByChart();
  const unknown = positionals.filter((name) => !releases.has(name));
  if (unknown.length > 0) return print(`no stack plans ${unknown.join(", ")}; charts: ${[...releases.keys()].join(", ")}\n`, 2);

  const helm = helmVersion();
  const scratch = mkdtempSync(path.join(tmpdir(), "charts-"));
  const records: Record<string, ChartRecord> = { ...recorded(releases) };
  const failures: string[] = [];
  for (const name of positionals.length > 0 ? positionals : releases.keys()) {
    try {
      const record = recordOf(releases.get(name)!, helm, (release) =>
        values.charts === undefined ? sourceFrom(scratch, release) : sourceIn(values.charts, release),
      );
      console.log(`${name}: ${"notRendered" in record ? record.notRendered : "rendered"}`);
      // the previous record is more useful, and tests check whether it is still valid
      if ("stacks" in record || records[name]?.version !== record.version) records[name] = record;
    } catch (error) {
      failures.push(`${name}: ${(error as Error).message}`);
    }
  }
  rmSync(scratch, { recursive: true });
  writeRecords(records);
  return failures.length === 0 ? 0 : print(`${failures.join("\n")}\n`, 1);
}

async function plannedByChart(): Promise<Map<string, Release[]>> {
  const byChart = new Map<string, Release[]>();
  for (const stack of Object.keys(stacks)) {
    for (const release of (await plannedStack(stack)).releases)
      byChart.set(release.chart, [...(byChart.get(release.chart) ?? []), release]);
  }
  return byChart;
}

/** Records of charts that are still planned. */
function recorded(releases: ReadonlyMap<string, unknown>): ChartRecords {
  if (!existsSync(recordFile)) return {};
  return Object.fromEntries(Object.entries(readRecords()).filter(([name]) => releases.has(name)));
}

/** @throws Error if Helm cannot render it */
function recordOf(releases: readonly Release[], helm: string, sourceOf: (release: Release) => Source): ChartRecord {
  const [{ version }] = releases as [Release];
  let source: Source;
  try {
    source = sourceOf(releases[0]!);
  } catch (error) {
    return { version, notRendered: (error as Error).message };
  }
  const renderings = releases.map((release): [string, Rendering] => [
    release.stack,
    { values: hashOf(release), ...summaryOf(render(release, source)) },
  ]);
  return {
    version,
    source: source.from,
    helm,
    date: new Date().toISOString().slice(0, 10),
    stacks: Object.fromEntries(renderings),
  };
}

function print(text: string, exitCode: number): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(text);
  return exitCode;
}

main()
  .catch((error: Error) => print(`${error.message}\n`, 2))
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
