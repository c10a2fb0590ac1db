import { readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "../../policy";
import { settingLines } from "../project/setting-lines";
import type { PlanDocument } from "../report/json";
import { sarifLog } from "../report/sarif";

/** A stack file as it was read. */
export interface ReadStackFile {
  readonly text: string;
  readonly file: string;
}

/**
 * Findings for code scanning.
 * @param from to which the path of the stack file is relative: code scanning looks there for it
 */
export function sarifText({ project, findings }: PlanDocument, { text, file }: ReadStackFile, from: string): string {
  const relative = path.relative(from, file).split(path.sep).map(encodeURIComponent).join("/");
  const { version } = JSON.parse(readFileSync(path.resolve(__dirname, "../../package.json"), "utf8")) as { version: string };
  return `${JSON.stringify(sarifLog(findings, rules, { stackFile: relative, lineOf: settingLines(text, project), version }), null, 2)}\n`;
}
