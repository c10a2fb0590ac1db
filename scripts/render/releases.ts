// Reads Helm releases from the offline plan of a stack.

import { createHash } from "node:crypto";
import * as path from "node:path";
import type { Settings } from "../../components";
import { parseStackConfig } from "../../components";
import { sortedJson } from "../../components/util/sorted-json";
import { run } from "../../plan/cli/run";
import { revealAll } from "../../plan/engine/values";
import { readProject } from "../../plan/project/project";
import type { Values } from "../../plan/types";
import { stacks } from "./stacks";

/** A planned release. */
export interface Release {
  readonly stack: string;
  /** Key of the add-on in stack config. */
  readonly addon: string;
  readonly kubernetesVersion: string;
  readonly name: string;
  readonly namespace: string;
  /** Name of the chart. */
  readonly chart: string;
  /** Location for Helm: an `oci://` reference, or a name in `repo`. */
  readonly reference: string;
  readonly repo?: string;
  readonly version: string;
  readonly skipCrds: boolean;
  readonly values: Values;
}

export interface PlannedStack {
  readonly region: string;
  readonly settings: Settings;
  readonly releases: readonly Release[];
}

/** Plans one of the stacks that are rendered. */
export async function plannedStack(stack: string): Promise<PlannedStack> {
  const project = readProject(path.join(__dirname, "..", ".."));
  const text = JSON.stringify({ config: stacks[stack] }); // JSON is YAML too
  const { settings: texts, recording } = await run(project, stack, { text, label: stack }, false);
  const { settings } = parseStackConfig({ project: project.name, stack, ...texts });
  const releases = recording.resources
    .filter(({ type }) => type === "kubernetes:helm.sh/v3:Release")
    .map(({ parent, inputs }) => releaseOf(stack, settings, parent!, revealAll(inputs)));
  return { region: String(stacks[stack]!["aws:region"]), settings, releases };
}

function releaseOf(stack: string, { cluster }: Settings, parent: string, inputs: Values): Release {
  const reference = String(inputs.chart);
  const { repo } = (inputs.repositoryOpts ?? {}) as Values;
  return {
    stack,
    addon: parent.slice(parent.lastIndexOf("::eks-") + "::eks-".length),
    kubernetesVersion: cluster.version,
    name: String(inputs.name),
    namespace: String(inputs.namespace),
    chart: reference.slice(reference.lastIndexOf("/") + 1),
    reference,
    ...(repo !== undefined && { repo: String(repo) }),
    version: String(inputs.version),
    skipCrds: inputs.skipCrds === true,
    values: (inputs.values ?? {}) as Values,
  };
}

/** SHA-256 of a release's values as JSON with sorted keys. */
export function hashOf({ values }: Release): string {
  return createHash("sha256").update(sortedJson(values)).digest("hex");
}
