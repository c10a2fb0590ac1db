// Runs Helm 3, from PATH or the environment variable HELM.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { sortedJson } from "../../components/util/sorted-json";
import type { Release } from "./releases";

/** Files of a chart, and their source. */
export interface Source {
  readonly folder: string;
  readonly from: string;
}

function helm(args: readonly string[], input = ""): string {
  return execFileSync(process.env.HELM ?? "helm", args, { input, encoding: "utf8", maxBuffer: 2 ** 28, stdio: "pipe" });
}

/** @throws Error if Helm 3 is not installed */
export function helmVersion(): string {
  const hint = "Helm 3 is needed: on PATH, or where HELM says";
  let version: string;
  try {
    version = helm(["version", "--template", "{{.Version}}"]);
  } catch (error) {
    throw new Error(`${hint} (${messageOf(error)})`);
  }
  if (!version.startsWith("v3.")) throw new Error(`${hint}; found ${version}`);
  return version;
}

/**
 * Finds the chart of a release among unpacked charts, by folder name. A file SOURCE in the folder names its source.
 * @throws Error with the reason if there is none
 */
export function sourceIn(charts: string, { chart, version }: Pick<Release, "chart" | "version">): Source {
  const folder = path.join(charts, chart);
  if (!existsSync(path.join(folder, "Chart.yaml"))) throw new Error(`no source of version ${version} was to be had`);
  const found = parse(readFileSync(path.join(folder, "Chart.yaml"), "utf8")).version;
  if (found !== version) throw new Error(`the source found has version ${found}, not ${version}`);
  const note = path.join(folder, "SOURCE");
  return { folder, from: existsSync(note) ? readFileSync(note, "utf8").trim() : "a folder" };
}

/**
 * Downloads the chart of a release.
 * @throws Error in Helm's words
 */
export function sourceFrom(
  scratch: string,
  { chart, reference, repo, version }: Pick<Release, "chart" | "reference" | "repo" | "version">,
): Source {
  try {
    helm(["pull", reference, ...(repo ? ["--repo", repo] : []), "--version", version, "--untar", "--untardir", scratch]);
  } catch (error) {
    throw new Error(messageOf(error));
  }
  return { folder: path.join(scratch, chart), from: repo ?? reference };
}

/**
 * The manifests of a release, for a cluster that gives its version as those of EKS do; without tests, which Pulumi never runs.
 * @throws Error in Helm's words
 */
export function render({ name, namespace, kubernetesVersion, skipCrds, values }: Release, { folder }: Source): string {
  const target = ["--namespace", namespace, "--kube-version", `v${kubernetesVersion}.0-eks-0000000`];
  const args = ["template", name, folder, ...target, skipCrds ? "--skip-crds" : "--include-crds", "--skip-tests", "--values", "-"];
  try {
    return helm(args, sortedJson(values));
  } catch (error) {
    throw new Error(messageOf(error));
  }
}

function messageOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim();
}
