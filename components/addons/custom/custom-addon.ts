import type * as pulumi from "@pulumi/pulumi";
import { eachValid } from "../../settings/validation/guard";
import { mergeValues } from "../../util/deep-merge";
import { targetRoleNeedsPodIdentity } from "../../util/identity-mode";
import { withAnnotations } from "../../util/object-metadata";
import { keepSecret } from "../../util/section-secrets";
import {
  type AddonIssue,
  type Annotate,
  type AnyAddon,
  helmChart,
  type InstallContext,
  type InstallStep,
  manifests,
  type Values,
} from "../addon";
import type { AddonWarning } from "../addon-warning";
import { foreignArns } from "../catalog/common/arns";
import { onFargate, type StackProfile } from "../stack-profile";
import { chartName, cniChart } from "./cni";
import { installedByCatalog } from "./eks-addons";
import { describedNamespaces, namespaceOf } from "./namespaces";
import { comesFirst, comesLast, createObject, type KubernetesObject, placed } from "./objects";
import { type CustomAddons, type CustomOptions, customOptions } from "./options";

/** The add-ons that a stack's settings define under `addons.custom`. */
export function customAddons(custom: CustomAddons, known: readonly AnyAddon[]): AnyAddon[] {
  return Object.entries(custom).map(([name, options]) => customAddon(name, options, known));
}

function customAddon(name: string, described: CustomOptions, known: readonly AnyAddon[]): AnyAddon {
  const namespace = namespaceOf(name, described);
  const own = describedNamespaces(described);
  return {
    name,
    options: customOptions,
    versions: described.eksAddon === undefined ? {} : { eksAddon: {} },
    namespace,
    existingNamespaces: [...own, ...(described.createNamespace ? [] : [namespace])],
    requires: [...(described.before ? [] : ["nodes"]), ...described.requires],
    ...(described.before && { before: [described.before] }),
    startsNodes: chartName(described) === "karpenter",
    scalesNodeGroups: chartName(described) === "cluster-autoscaler",
    outlivesNodes: (described.eksAddon ?? chartName(described))?.endsWith("csi-driver") ?? false,
    supportsFargate: true,
    validate: (_, profile, selected) => {
      const irsa = () => profile.identity === "irsa" || onFargate(profile, namespace);
      return [
        () => (described.eksAddon === undefined ? undefined : installedByCatalog(described.eksAddon, selected)),
        ...known
          .filter((other) => own.includes(other.namespace))
          .map(
            (home) => () =>
              selected.has(home.name) ? `namespace ${home.namespace} is created for \`${home.name}\`; remove the object` : undefined,
          ),
        () => (irsa() ? sharedAnnotations(described) : undefined),
        () => (irsa() ? targetRoles(described) : undefined),
        () => eachValid(described.serviceAccounts, (account, name) => foreignArnsOf(["serviceAccounts", name], account, profile)),
      ];
    },
    registries: () => described.registries,
    warn: (_, profile) => awaitedCni(described, profile),
    identity: () =>
      Object.entries(described.serviceAccounts).map(([serviceAccount, { policies, statements, targetRoleArn }]) => ({
        namespace,
        serviceAccount,
        managedPolicies: policies,
        statements: () => statements,
        targetRoleArn,
      })),
    install: (_, install) => [step(name, namespace, described, install)],
  };
}

function step(name: string, namespace: string, described: CustomOptions, install: InstallContext): InstallStep {
  if (described.eksAddon !== undefined) return { kind: "eksAddon", addon: described.eksAddon };
  return described.manifests ? objects(described.manifests, namespace, described, install) : release(name, namespace, described, install);
}

function foreignArnsOf(
  at: readonly string[],
  { policies, statements, targetRoleArn }: CustomOptions["serviceAccounts"][string],
  profile: StackProfile,
): AddonIssue[] {
  return [
    ...foreignArns([...at, "policies"], policies, profile),
    ...statements.flatMap(({ Resource }, position) => foreignArns([...at, "statements", position, "Resource"], Resource, profile)),
    ...foreignArns([...at, "targetRoleArn"], targetRoleArn, profile),
  ];
}

/** Pods with IRSA have no target role. */
function targetRoles({ serviceAccounts }: CustomOptions): AddonIssue[] {
  return Object.keys(serviceAccounts)
    .filter((name) => serviceAccounts[name]!.targetRoleArn !== undefined)
    .map((name) => ({ at: ["serviceAccounts", name, "targetRoleArn"], message: targetRoleNeedsPodIdentity }));
}

/** Pods of a CNI for hybrid nodes start with the first machine, which joins when the stack is there: until then a release that waits for them fails. */
function awaitedCni(described: CustomOptions, { hybridNodes }: StackProfile): AddonWarning | undefined {
  const name = cniChart(described);
  if (!hybridNodes || described.before !== undefined || name === undefined) return undefined;
  return {
    at: ["before"],
    message: `\`pulumi up\` waits for the pods of ${name}: those that run on hybrid nodes alone start with the first machine, so a first deployment fails after five minutes`,
    fix: "write `before: nodes`, so that nothing waits for them",
  };
}

/** With IRSA each service account of a chart needs its own role, and so its own annotations. */
function sharedAnnotations({ chart, serviceAccounts }: CustomOptions): AddonIssue[] {
  if (chart === undefined) return [];
  const places = Object.values(serviceAccounts).map(({ annotations }) => annotations);
  return Object.keys(serviceAccounts).flatMap((name, index) => {
    const first = places.indexOf(places[index]!);
    if (first === index) return [];
    const message = `the annotations of service account ${Object.keys(serviceAccounts)[first]} come from the same value; set another one`;
    return [{ at: ["serviceAccounts", name, "annotations"], message }];
  });
}

function release(
  name: string,
  namespace: string,
  { chart: described, repo, before, serviceAccounts }: CustomOptions,
  { context }: InstallContext,
): InstallStep {
  return helmChart({
    chart: described!,
    ...(repo !== undefined && { repo: keepSecret(context, "addons", repo) }),
    namespace,
    release: name,
    ...(before && { skipAwait: true }),
    values: (annotate) =>
      Object.entries(serviceAccounts).reduce<Values>((values, [serviceAccount, { annotations }]) => {
        const roles = annotate(serviceAccount);
        return Object.keys(roles).length > 0 ? mergeValues(values, nested(annotations.split("."), roles)) : values;
      }, {}),
  });
}

function nested(keys: readonly string[], value: Values): Values {
  return keys.reduceRight<Values>((inner, key) => ({ [key]: inner }), value);
}

/** Objects that others need, then the others, then objects that route requests to their pods. Service accounts with permissions but without a manifest are created. */
function objects(
  described: readonly KubernetesObject[],
  namespace: string,
  { before, serviceAccounts }: CustomOptions,
  { cluster, context }: InstallContext,
): InstallStep {
  return manifests((name, opts, annotate) => {
    const options = { ...opts, provider: cluster.provider };
    const all = withServiceAccounts(
      described.map((object) => notAwaited(withSecrets(placed(object, namespace), context), before !== undefined)),
      Object.keys(serviceAccounts),
      namespace,
      annotate,
    );
    const others = all.filter((object) => !comesFirst(object) && !comesLast(object));
    const created: pulumi.CustomResource[] = [];
    for (const some of [all.filter(comesFirst), others, all.filter(comesLast)]) {
      const dependsOn = [...opts.dependsOn, ...created];
      created.push(...some.map((object) => createObject(name, object, { ...options, dependsOn })));
    }
    return created;
  });
}

/** Pods of what comes before the nodes run when the nodes are there. */
function notAwaited(object: KubernetesObject, early: boolean): KubernetesObject {
  if (!early || !object.apiVersion.startsWith("apps/")) return object;
  return mergeValues(object, { metadata: { annotations: { "pulumi.com/skipAwait": "true" } } }) as KubernetesObject;
}

/** An object whose content is encrypted in the state if the settings contain something encrypted. The SDK always encrypts Secrets. */
function withSecrets({ apiVersion, kind, metadata, ...content }: KubernetesObject, context: InstallContext["context"]): KubernetesObject {
  const hidden = Object.entries(content).map(([key, value]) => [key, keepSecret(context, "addons", value)]);
  return { apiVersion, kind, metadata, ...Object.fromEntries(hidden) };
}

function withServiceAccounts(
  all: readonly KubernetesObject[],
  accounts: readonly string[],
  namespace: string,
  annotate: Annotate,
): KubernetesObject[] {
  const isAccount = ({ kind, metadata }: KubernetesObject) =>
    kind === "ServiceAccount" && metadata.namespace === namespace && accounts.includes(metadata.name);
  const described = all.filter(isAccount).map(({ metadata }) => metadata.name);
  const missing = accounts
    .filter((name) => !described.includes(name))
    .map((name): KubernetesObject => ({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } }));
  return [...all, ...missing].map((object) =>
    isAccount(object)
      ? (mergeValues(object, { metadata: withAnnotations({}, annotate(object.metadata.name)) }) as KubernetesObject)
      : object,
  );
}
