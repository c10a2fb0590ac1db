/** Where a chart comes from: its name and repository, or an `oci://` reference alone. */
export interface ChartSource<Repo = string> {
  readonly chart: string;
  readonly repo?: Repo | undefined;
}

const plain = (url: string) => url.replace(/\/+$/, "");

/**
 * The copy of a chart that replaces it.
 * @param registries repository, or beginning of an `oci://` reference -> the same of the copy
 * @returns undefined where no entry names the chart's source
 */
export function chartCopy(
  { chart, repo }: ChartSource,
  registries: Readonly<Record<string, string>>,
): (ChartSource & { readonly from: string }) | undefined {
  const original = plain(repo ?? chart);
  const matching = Object.keys(registries).filter((from) => original === plain(from) || (!repo && original.startsWith(`${plain(from)}/`)));
  const from = matching.sort((one, other) => plain(other).length - plain(one).length)[0];
  if (from === undefined) return undefined;
  const to = plain(registries[from]!);
  const name = repo ? `/${chart}` : original.slice(plain(from).length); // below the registry, for a reference
  if (to.startsWith("oci://")) return { from, chart: `${to}${name}` };
  return { from, chart: chart.slice(chart.lastIndexOf("/") + 1), repo: to };
}
