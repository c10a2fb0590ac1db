import { writeSync } from "node:fs";
import { parseArguments, usage } from "./arguments";
import { printProblem } from "./problems";
import { print } from "./streams";

async function main(args: readonly string[]): Promise<number> {
  try {
    const parsed = parseArguments(args, process.env);
    if (parsed.help) {
      await print(process.stdout, usage);
      return 0;
    }
    if (parsed.watch) {
      const { watch } = require("./watch") as typeof import("./watch");
      await watch(parsed);
      return 0;
    }
    const { plan } = require("./plan") as typeof import("./plan"); // lazily, so that wrong usage is reported without loading the SDKs
    const { output, exitCode } = await plan(parsed);
    await print(process.stdout, output);
    return exitCode;
  } catch (error) {
    await printProblem(error);
    return 2;
  }
}

function endedByProgram(): void {
  writeSync(2, "the program ended the process before its plan was complete\n");
  process.exitCode = 2;
}

process.on("exit", endedByProgram);
main(process.argv.slice(2)).then((status) => {
  process.off("exit", endedByProgram);
  process.exit(status);
});
