import { writeSync } from "node:fs";
import { escapeLines } from "../../components/util/escape-control-chars";
import { Failure } from "../project/failure";
import { linesOf } from "../report/layout";
import { parseArguments, usage } from "./arguments";
import { print } from "./streams";
import { layoutOf } from "./terminal";

async function main(args: readonly string[]): Promise<number> {
  try {
    const parsed = parseArguments(args, process.env);
    if (parsed.help) {
      await print(process.stdout, usage);
      return 0;
    }
    const { plan } = require("./plan") as typeof import("./plan"); // here: wrong usage is told without loading the SDKs
    const { output, exitCode } = await plan(parsed);
    await print(process.stdout, output);
    return exitCode;
  } catch (error) {
    const issues = error instanceof Failure ? error.issues : [`the plan itself failed: ${error instanceof Error ? error.message : error}`];
    await print(process.stderr, issues.map((problem) => `${issueText(problem)}\n`).join(""));
    return 2;
  }
}

/** A problem in one line; wrapped on a terminal. */
function issueText(problem: string): string {
  const text = escapeLines(problem);
  if (!process.stderr.isTTY) return text;
  const layout = layoutOf(process.stderr, process.env, { color: false });
  return text
    .split("\n")
    .flatMap((line) => linesOf({ text: line, indent: "", hanging: "  " }, layout))
    .join("\n");
}

function endedByProgram(): void {
  writeSync(2, "the program ended the process before its plan was made\n");
  process.exitCode = 2;
}

process.on("exit", endedByProgram);
main(process.argv.slice(2)).then((status) => {
  process.off("exit", endedByProgram);
  process.exit(status);
});
