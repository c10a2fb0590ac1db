// The catalog as a table, generated from the add-ons and the first sentence of their pages.
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AnyAddon, InstallContext, InstallStep } from "../components/addons/addon";
import { addons } from "../components/addons/catalog";
import type { AddonName } from "../components/addons/names";
import { addonCatalog } from "../components/addons/plan/catalog-settings";
import type { StackProfile } from "../components/addons/stack-profile";
import { versionsOf } from "../components/addons/versions";
import { validSettings } from "../components/settings/validation/validate-settings";
import type { Context } from "../components/util/context";
import { firstSentence } from "./addon-page";
import { requiredOptions } from "./required-options";

const region = "eu-west-1";
const { settings, addonPlan } = validSettings({ region, defaultName: "shop", sections: {} }, addonCatalog);

/** Placeholder for values that are known only while a program runs. None of them are written. */
const anything: pulumi.Output<string> = new Proxy(pulumi.output(""), {
  get: (target, key) => Reflect.get(target, key) ?? anything,
});

const context: Context = { region, partition: "aws", clusterName: "shop", tags: {}, iam: {} };

const install: InstallContext = {
  context,
  cluster: {
    context,
    clusterName: anything,
    arn: anything,
    accountId: anything,
    version: anything,
    endpoint: anything,
    certificateAuthority: anything,
    serviceCidr: anything,
    securityGroupId: anything,
    oidcProviderArn: anything,
    oidcIssuer: anything,
    kubeconfig: anything,
    provider: anything as unknown as k8s.Provider,
  },
  network: { vpcId: anything, privateSubnetIds: [anything], zones: [`${region}a`] },
  profile: addonPlan.profile,
  kubernetesVersion: settings.cluster.version,
  selected: new Set(),
  mirror: (registry) => registry,
  accountId: () => anything,
  resourcesOf: () => anything,
  common: { name: "eks" },
};

const words: Readonly<Record<InstallStep["kind"], string>> = { eksAddon: "EKS add-on", helmChart: "chart", manifests: "objects" };

function formOf(addon: AnyAddon, forms: readonly InstallStep[]): string {
  const found = [...new Set(forms.map(({ kind }) => words[kind]))].join(", ") || "AWS resources";
  return versionsOf(addon).eksAddonPartitions ? `${found}; a chart if AWS has none` : found;
}

/** Evaluates a property without the add-on's own resources or, if that fails, with placeholders. */
function ownless<T>(see: (own: unknown) => T): T {
  try {
    return see(undefined);
  } catch {
    return see(anything);
  }
}

function permissionsOf(addon: AnyAddon, options: Record<string, unknown>): string {
  const identities = addon.identity?.(options, install.profile) ?? [];
  const policies = identities.flatMap(({ managedPolicies = [], statements }) => [
    ...managedPolicies.map((policy) => policy.slice(policy.lastIndexOf("/") + 1)),
    ...(ownless((own) => statements?.(install, own) ?? []).length > 0 ? ["inline policy"] : []),
  ]);
  return [...new Set(policies)].join(", ") || "none";
}

function onByDefault({ byDefault }: AnyAddon, profile: StackProfile): boolean {
  return byDefault?.(profile) !== undefined;
}

function row(addon: AnyAddon): string {
  const { name, namespace, requires, supportsFargate, conflicts = [] } = addon;
  const options = addon.options.parse(requiredOptions[name as AddonName] ?? {});
  const both = [...conflicts, ...addons.filter((other) => other.conflicts?.some((each) => each === name)).map((other) => other.name)];
  const cells = [
    `[${name}](addons/${name}.md)`,
    `${firstSentence(name)}${onByDefault(addon, install.profile) ? "; on by default" : ""}`,
    formOf(
      addon,
      ownless((own) => addon.install(options, install, own)),
    ),
    namespace,
    permissionsOf(addon, options),
    requires.filter((step) => step !== "nodes").join(", "),
    [...new Set(both)].join(", "),
    supportsFargate ? "yes" : "no",
  ];
  return `| ${cells.join(" | ")} |`;
}

export function addonTable(): string {
  const head =
    "| add-on | what it is | form | namespace | AWS permissions | requires | conflicts with | Fargate only |\n|---|---|---|---|---|---|---|---|";
  return [head, ...addons.map(row)].join("\n");
}
