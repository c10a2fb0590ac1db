import { type Inventory, record, text } from "../inventory";
import type { DocumentResource } from "../json";
import { type Block, count, type Row, table } from "../layout";

const applicationSet = "kubernetes:argoproj.io/v1alpha1:ApplicationSet";
const gitRepository = "kubernetes:source.toolkit.fluxcd.io/v1:GitRepository";
const kustomization = "kubernetes:kustomize.toolkit.fluxcd.io/v1:Kustomization";

/** GitOps sources of the environment, the number of teams with sources, and the charts of tenants. */
export function gitops(inventory: Inventory): Block[] {
  const applications = inventory.ofType("kubernetes:argoproj.io/v1alpha1:Application");
  const argocd = applications
    .filter((own) => !isTenants(own))
    .map(({ inputs }): Row => {
      const { repoURL, path, targetRevision } = record(record(inputs.spec).source);
      return ["Argo CD", text(repoURL), text(path), text(targetRevision), teams(inventory.ofType(applicationSet))];
    });
  const flux = inventory
    .ofType(kustomization)
    .filter((own) => !isTeams(own))
    .map((own): Row => {
      const source = inventory.ofType(gitRepository).find(({ inputs }) => nameOf(inputs) === nameOf(own.inputs));
      const { url, ref } = record(source?.inputs.spec);
      const revision = Object.values(record(ref)).map(text).join();
      return ["Flux", text(url), text(record(own.inputs.spec).path), revision, teams(inventory.ofType(kustomization))];
    });
  const charts = [
    ...applications.filter(isTenants).map(({ inputs }): Row => {
      const { repoURL, path, targetRevision } = record(record(inputs.spec).source);
      return ["Argo CD", text(repoURL), text(path), text(targetRevision)];
    }),
    ...inventory
      .ofType("kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease")
      .filter(isTenants)
      .map(({ inputs }): Row => {
        const source = inventory.ofType(gitRepository).find((other) => nameOf(other.inputs) === nameOf(inputs));
        const { url, ref } = record(source?.inputs.spec);
        return ["Flux", text(url), text(record(record(record(inputs.spec).chart).spec).chart), Object.values(record(ref)).map(text).join()];
      }),
  ];
  return table([...argocd, ...flux, ...perTenants(charts)]);
}

/** One row for the tenants with the same chart. */
function perTenants(charts: readonly Row[]): Row[] {
  const found = new Map<string, { readonly row: Row; number: number }>();
  for (const row of charts) {
    const key = JSON.stringify(row);
    const known = found.get(key) ?? { row, number: 0 };
    found.set(key, { ...known, number: known.number + 1 });
  }
  return [...found.values()].map(({ row, number }) => [...row, `for ${count(number, "tenant")}`]);
}

function nameOf(inputs: DocumentResource["inputs"]): string {
  return text(record(inputs.metadata).name);
}

function isTenants({ inputs }: DocumentResource): boolean {
  return nameOf(inputs).startsWith("tenant-");
}

function isTeams({ inputs }: DocumentResource): boolean {
  return nameOf(inputs).startsWith("team-");
}

function teams(all: readonly DocumentResource[]): string {
  const number = all.filter(isTeams).length;
  return number > 0 ? `and ${count(number, "team")}` : "";
}
