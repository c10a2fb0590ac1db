import * as pulumi from "@pulumi/pulumi";
import { chartCopy } from "../../util/chart-source";
import { finding, type SettingFinding } from "../../util/finding";
import { pathOf } from "../../util/settings-error";
import type { HelmChartStep, InstallContext, InstallStep } from "../addon";

/** A chart as Helm finds it. */
export interface ChartLocation {
  readonly chart: pulumi.Input<string>;
  /** URL of the chart repository; none for an `oci://` chart. */
  readonly repo?: pulumi.Input<string>;
}

/** Where the chart of a step comes from: its own repository, or the copy in `charts.registries`. */
export function chartLocation({ chart, repo }: HelmChartStep, { profile }: InstallContext): ChartLocation {
  const { chartRegistries } = profile;
  if (Object.keys(chartRegistries).length === 0) return { chart, ...(repo && { repo }) };
  const located = (given: string | undefined) => chartCopy({ chart, repo: given }, chartRegistries) ?? { chart, repo: given };
  if (repo === undefined || typeof repo === "string") {
    const { chart: name, repo: url } = located(repo);
    return { chart: name, ...(url && { repo: url }) };
  }
  const hidden = pulumi.output(repo).apply(located); // a repository whose URL is encrypted
  return { chart: hidden.chart, repo: hidden.apply((found) => found.repo) as pulumi.Output<string> };
}

/** Findings on entries of `charts.registries` that no chart comes from. Says nothing where the URL of a repository is encrypted. */
export function unusedRegistries(registries: Readonly<Record<string, string>>, steps: readonly InstallStep[]): SettingFinding[] {
  const charts = steps.flatMap((step) => (step.kind === "helmChart" ? [step] : []));
  const plain = charts.flatMap(({ chart, repo }) => (repo === undefined || typeof repo === "string" ? [{ chart, repo }] : []));
  if (plain.length < charts.length) return [];
  const used = new Set(plain.flatMap((source) => chartCopy(source, registries)?.from ?? []));
  const known = [...new Set(plain.map(({ chart, repo }) => repo ?? chart))];
  return Object.keys(registries)
    .filter((from) => !used.has(from))
    .map((from) =>
      finding({
        rule: "charts-registry-unused",
        path: `eks-blueprints:${pathOf("charts", "registries", from)}`,
        message: "no chart of the stack comes from there",
        fix: `remove it, or write one of ${known.join(", ")}`,
      }),
    );
}
