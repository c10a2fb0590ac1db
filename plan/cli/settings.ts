import type { StackFile } from "../project/stack";
import type { Json } from "../report/printable";

/** Reads settings from stack config, with all defaults. */
export type SettingsReader = (project: string, stack: string, config: StackFile) => Json;

/** Settings reader of our own program. The program loads the same modules, so this adds nothing to a run. */
export function loadSettingsReader(): SettingsReader {
  const { parseStackConfig } = require("../../components") as typeof import("../../components");
  return (project, stack, { config, secretKeys }) => parseStackConfig({ project, stack, config, secretKeys }).settings as unknown as Json;
}
