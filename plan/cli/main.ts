import { writeSync } from "node:fs";
import { escapeLines } from "../../components/util/escape-control-chars";
import { Failure } from "../project/failure";
import { parseArguments, usage } from "./arguments";
import { print } from "./streams";

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
    await print(process.stderr, issues.map((problem) => `${escapeLines(problem)}\n`).join(""));
    return 2;
  }
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
