// Copies of the example stacks, so that no test depends on the project's stack files, which users edit.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

const folder = path.join(__dirname, "../../fixtures/state");

export function stackPath(stack: string): string {
  return path.join(folder, `${stack}.yaml`);
}

export function stackText(stack: string): string {
  return readFileSync(stackPath(stack), "utf8");
}

/** Every stack in the fixtures: the examples, and those with all features (`everything*`). */
export const allStacks = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => path.basename(file, ".yaml"));

export const exampleStacks = allStacks.filter((stack) => !stack.startsWith("everything"));
