import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Failure } from "../project/failure";
import type { PlanDocument } from "../report/json";
import type { Arguments } from "./arguments";
import type { ReadStackFile } from "./sarif";
import { statedSections } from "./stated-sections";

export interface ReportSource {
  readonly document: PlanDocument;
  /** Stack config, as the program reads it. */
  readonly config: Readonly<Record<string, string>>;
  readonly against?: string;
  readonly stackFile: ReadStackFile;
}

/**
 * Writes the reports that flags request.
 * @param from base of relative paths
 * @throws Failure if a file cannot be written
 */
export async function writeReports(
  { html, markdown, markdownLimit, sarif }: Arguments,
  { document, config, against, stackFile }: ReportSource,
  from: string,
): Promise<void> {
  if (html !== undefined) {
    const { htmlReport } = require("../report/html") as typeof import("../report/html"); // lazily, because only this report needs its libraries
    const stated = document.settings === null ? undefined : statedSections(document.project, config);
    write("--html", html, await htmlReport({ document, stated, against }), from);
  }
  if (markdown !== undefined) {
    const { markdownReport } = require("../report/markdown") as typeof import("../report/markdown");
    write("--markdown", markdown, markdownReport({ document, against, limit: markdownLimit }), from);
  }
  if (sarif !== undefined) {
    const { sarifText } = require("./sarif") as typeof import("./sarif");
    write("--sarif", sarif, sarifText(document, stackFile, from), from);
  }
}

function write(flag: string, name: string, text: string, from: string): void {
  const file = path.resolve(from, name);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure([`${flag} ${name}: ${(error as Error).message}`]);
  }
}
