import { eksAddonNamespace } from "./eks-addons";
import { type CustomAddons, type CustomOptions, defaultAnnotations } from "./options";

/** What is wrong, with its keys below the add-on. */
export type Issue = readonly [path: readonly PropertyKey[], message: string];

/** What an add-on is made of: a chart, an EKS add-on or manifests, one of them. */
const sources = ["chart", "eksAddon", "manifests"] as const;

/** What is said of the source of a custom add-on, and of the keys that only some sources have. */
export function* sourceIssues(options: CustomOptions): Iterable<Issue> {
  const [source, second] = sources.filter((key) => options[key] !== undefined);
  if (source === undefined) return yield [["chart"], "missing; expected the name of a chart, `eksAddon` or `manifests`"];
  if (second !== undefined)
    return yield [[second], `cannot be set with \`${source}\`; split it into two add-ons, of which one requires the other`];
  switch (source) {
    case "chart":
      return yield* chartIssues(options);
    case "eksAddon":
      return yield* eksVersionIssues(options);
    case "manifests":
      return yield* manifestIssues(options);
  }
}

function* chartIssues({ chart, repo, version }: CustomOptions): Iterable<Issue> {
  const oci = chart!.startsWith("oci://");
  if (version === undefined) yield [["version"], "missing; expected a pinned version of the chart such as 1.2.3"];
  else if (isResolved(version)) yield [["version"], `expected a pinned version of the chart such as 1.2.3, found ${version}`];
  if (repo === undefined && !oci) yield [["repo"], "missing; expected the URL of the chart repository, or an `oci://` chart"];
  if (repo !== undefined && oci) yield [["repo"], "an `oci://` chart has no repository; remove it"];
  else if (repo?.startsWith("oci://")) yield [["repo"], `write \`chart: ${repo.replace(/\/+$/, "")}/${chart}\`, and remove this key`];
}

function* eksVersionIssues({ repo, version }: CustomOptions): Iterable<Issue> {
  if (repo !== undefined) yield [["repo"], "applies to charts, not to EKS add-ons; remove it"];
  if (version !== undefined && !isResolved(version) && !version.startsWith("v"))
    yield [["version"], `expected a version of the EKS add-on such as v1.2.3-eksbuild.4, \`default\` or \`latest\`, found ${version}`];
}

function* manifestIssues({ repo, version, values }: CustomOptions): Iterable<Issue> {
  for (const [key, is] of Object.entries({
    repo: repo !== undefined,
    version: version !== undefined,
    values: values !== undefined && Object.keys(values).length > 0,
  })) {
    if (is) yield [[key], "applies to charts, not to manifests; remove it"];
  }
}

function isResolved(version: string): boolean {
  return version === "default" || version === "latest";
}

/** A cluster has each EKS add-on once, and its roles trust pods of one namespace. */
export function* eksAddonIssues(name: string, custom: CustomAddons): Iterable<Issue> {
  const { eksAddon, namespace, serviceAccounts } = custom[name]!;
  if (eksAddon === undefined) return;
  const twin = Object.entries(custom).find(([, other]) => other.eksAddon === eksAddon)![0];
  if (twin !== name) yield [["eksAddon"], `\`${twin}\` installs it already, and a cluster has each EKS add-on once; remove one`];
  if (Object.keys(serviceAccounts).length > 0 && namespace === undefined && eksAddonNamespace(eksAddon) === undefined)
    yield [
      ["namespace"],
      `missing; expected the namespace of the pods of ${eksAddon}, which the trust policies of its roles name, such as kube-system`,
    ];
}

/** EKS accepts no target role in the associations of an add-on. Source: API reference, AddonPodIdentityAssociations (2026). */
export function* targetRoleIssues({ eksAddon, serviceAccounts }: CustomOptions): Iterable<Issue> {
  if (eksAddon === undefined) return;
  for (const [account, { targetRoleArn }] of Object.entries(serviceAccounts)) {
    if (targetRoleArn !== undefined)
      yield [
        ["serviceAccounts", account, "targetRoleArn"],
        "an EKS add-on accepts no target role; remove it, and add a statement with `sts:AssumeRole` on that role if its pods assume it themselves",
      ];
  }
}

/** Only a chart has values for annotations. */
export function* annotationIssues({ chart, serviceAccounts }: CustomOptions): Iterable<Issue> {
  if (chart !== undefined) return;
  for (const [account, { annotations }] of Object.entries(serviceAccounts)) {
    if (annotations !== defaultAnnotations) yield [["serviceAccounts", account, "annotations"], "applies to values of charts; remove it"];
  }
}
