import { existsSync } from "node:fs";
import path from "node:path";
import { nearest } from "../../components/util/did-you-mean";
import type { Project } from "../project/project";
import type { PlanDocument } from "../report/json";
import { UsageError } from "./arguments";
import { type StackSource, stackFile, stackOf } from "./stack-source";

/** What a plan is compared with: a stack file, or an earlier plan. */
export type Base = { readonly stack: StackSource } | { readonly document: PlanDocument };

/**
 * Resolves `--against`: a stack of the project, otherwise a file.
 * @throws UsageError if neither exists
 */
export function baseOf(project: Project, name: string, from: string): Base {
  if (project.stacks().includes(name)) return { stack: stackOf(project, name) };
  if (!existsSync(path.resolve(from, name))) {
    const meant = nearest(name, project.stacks());
    throw new UsageError(
      `--against ${name}: neither a stack (${project.stacks().join(", ")}) nor a file${meant ? `; did you mean ${meant}?` : ""}`,
    );
  }
  const source = withoutBanner(stackFile(name, from));
  if (!/^\s*\{/.test(source.text)) return { stack: source };
  const json = parse(source);
  if (!("deployment" in json)) return { stack: source }; // a stack file can be JSON too
  if (json.version !== 1 || !Array.isArray(json.deployment?.resources)) {
    throw new UsageError(`--against ${name}: not a plan that --json wrote (version ${JSON.stringify(json.version)}, expected 1)`);
  }
  return { document: json as PlanDocument };
}

/** Removes the lines that `npm run` prints before the document in `npm run plan -- --json > plan.json`. */
function withoutBanner({ text, label }: StackSource): StackSource {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  const start = lines.findIndex((line) => !/^\s*(>.*)?$/.test(line));
  const banner = lines.slice(0, Math.max(start, 0)).some((line) => line.startsWith(">"));
  return banner && lines[start]!.startsWith("{") ? { text: lines.slice(start).join("\n"), label } : { text, label };
}

function parse({ text, label }: StackSource): Partial<PlanDocument> {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--against ${label}: begins like JSON, but ${(error as Error).message}`);
  }
}
