import { readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "../../policy";
import { settingLines } from "../project/setting-lines";
import type { PlanDocument } from "../report/json";
import { sarifLog } from "../report/sarif";
import { root } from "../root";

export interface ReadStackFile {
  readonly text: string;
  readonly file: string;
}

/**
 * Writes findings for code scanning.
 * @param from base of the stack file's relative path, because code scanning resolves it there
 */
export function sarifText({ project, findings }: PlanDocument, { text, file }: ReadStackFile, from: string): string {
  const relative = path.relative(from, file).split(path.sep).map(encodeURIComponent).join("/");
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
  return `${JSON.stringify(sarifLog(findings, rules, { stackFile: relative, lineOf: settingLines(text, project), version }), null, 2)}\n`;
}
