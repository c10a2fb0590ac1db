import { matchesWildcards } from "./glob";

/** Which pods a Fargate profile takes: those of a namespace that carry all the labels. */
export interface FargateSelector {
  /** May hold `*` for any number of characters and `?` for one. */
  readonly namespace: string;
  /** Labels that pods must have. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Namespaces that lie together in one Fargate profile. */
export interface NamespaceGroup {
  /** Key of the profile. */
  readonly key: string;
  /** Namespaces of the group. */
  readonly namespaces: readonly string[];
  /** Those in which something runs: the profile is made where the user's profiles leave one of these out. */
  readonly needed: readonly string[];
}

/** Whether one of the selectors takes every pod of a namespace, whatever its labels. */
export function takesNamespace(selectors: readonly FargateSelector[], namespace: string): boolean {
  return selectors.some((selector) => Object.keys(selector.labels).length === 0 && matchesWildcards(selector.namespace, namespace));
}

/** Whether one of the selectors takes some pods of a namespace. */
export function touchesNamespace(selectors: readonly Pick<FargateSelector, "namespace">[], namespace: string): boolean {
  return selectors.some((selector) => matchesWildcards(selector.namespace, namespace));
}
