import { escapeLines } from "../../components/util/escape-control-chars";
import { Failure } from "../project/failure";
import { linesOf } from "../report/layout";
import { print } from "./streams";
import { layoutOf } from "./terminal";

/** Prints errors to standard error, one per line; wrapped if it is a terminal. */
export async function printProblem(error: unknown): Promise<void> {
  const issues = error instanceof Failure ? error.issues : [`the plan itself failed: ${error instanceof Error ? error.message : error}`];
  await print(process.stderr, issues.map((problem) => `${issueText(problem)}\n`).join(""));
}

function issueText(problem: string): string {
  const text = escapeLines(problem);
  if (!process.stderr.isTTY) return text;
  const layout = layoutOf(process.stderr, process.env, { color: false });
  return text
    .split("\n")
    .flatMap((line) => linesOf({ text: line, indent: "", hanging: "  " }, layout))
    .join("\n");
}
