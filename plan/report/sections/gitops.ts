import { type Inventory, record, text } from "../inventory";
import type { DocumentResource } from "../json";
import { type Block, count, type Row, table } from "../layout";

const applicationSet = "kubernetes:argoproj.io/v1alpha1:ApplicationSet";
const gitRepository = "kubernetes:source.toolkit.fluxcd.io/v1:GitRepository";
const kustomization = "kubernetes:kustomize.toolkit.fluxcd.io/v1:Kustomization";

/** Where what runs in the clusters comes from: for the environment, and how many teams besides. */
export function gitops(inventory: Inventory): Block[] {
  const argocd = inventory.ofType("kubernetes:argoproj.io/v1alpha1:Application").map(({ inputs }): Row => {
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
  return table([...argocd, ...flux]);
}

function nameOf(inputs: DocumentResource["inputs"]): string {
  return text(record(inputs.metadata).name);
}

function isTeams({ inputs }: DocumentResource): boolean {
  return nameOf(inputs).startsWith("team-");
}

function teams(all: readonly DocumentResource[]): string {
  const number = all.filter(isTeams).length;
  return number > 0 ? `and ${count(number, "team")}` : "";
}
