import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { sortKeys } from "../../components/util/sorted-json";
import type { Summary } from "./summary";

/** Results of the last rendering, by chart. */
export type ChartRecords = Readonly<Record<string, ChartRecord>>;

export type ChartRecord = RenderedChart | MissingChart;

export interface RenderedChart {
  readonly version: string;
  /** Source of the chart. */
  readonly source: string;
  /** Helm version. */
  readonly helm: string;
  /** Date of the rendering. */
  readonly date: string;
  readonly stacks: Readonly<Record<string, Rendering>>;
}

/** A chart that could not be downloaded. */
export interface MissingChart {
  readonly version: string;
  readonly notRendered: string;
}

export interface Rendering extends Summary {
  /** SHA-256 of the planned values. */
  readonly values: string;
}

export const recordFile = path.join(__dirname, "..", "..", "tests", "fixtures", "charts", "rendered.json");

export function readRecords(): ChartRecords {
  return JSON.parse(readFileSync(recordFile, "utf8"));
}

export function writeRecords(records: ChartRecords): void {
  writeFileSync(recordFile, `${JSON.stringify(sortKeys(records), null, 2)}\n`);
}
