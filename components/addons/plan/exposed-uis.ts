import type { AddonOptions, DomainSettings, ExposedUi, Settings } from "../../settings/types";
import { flatMapValid } from "../../settings/validation/guard";
import { didYouMean, listed } from "../../util/did-you-mean";
import { hasEgress } from "../../util/nat";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import type { AddonUi } from "../addon-ui";
import type { AddonPlan } from "./addon-plan";
import { type Requirement, readsSecrets } from "./requirements";

type Stack = Pick<Settings, "domain" | "network" | "cluster">;

/** Whether add-on `external-dns` is part of the domain: by default where it can reach Route 53, which has no VPC endpoint. */
function wantsExternalDns({ externalDns }: DomainSettings, { network, cluster }: Stack): boolean {
  return externalDns ?? (cluster.existing !== undefined || network.existing !== undefined || hasEgress(network));
}

/** The add-on with a user interface, and what the domain needs to know of it. */
function ownerOf(name: string, available: readonly AnyAddon[]): { readonly addon: AnyAddon; readonly ui: AddonUi } | undefined {
  const addon = available.find(({ uis = {} }) => Object.hasOwn(uis, name));
  return addon && { addon, ui: addon.uis![name]! };
}

/** Add-ons that the domain needs. */
export function domainRequirements(stack: Stack, available: readonly AnyAddon[]): Requirement[] {
  const { domain } = stack;
  if (!domain) return [];
  const exposed = Object.entries(domain.expose);
  const ofUis = exposed.flatMap(([name, { service, auth }]): Requirement[] => {
    const by = pathOf("domain", "expose", name);
    const owner = service ? undefined : ownerOf(name, available);
    const namespace = service?.namespace ?? owner?.addon.namespace;
    return [
      ...(owner ? [{ addon: owner.addon.name, by, amend: withUi(owner.addon, owner.ui) }] : []),
      ...(auth.type === "oidc" && auth.secretsManager !== undefined && namespace !== undefined
        ? [{ addon: "external-secrets", by: `${by}.auth`, amend: readsSecrets([auth.secretsManager], [namespace]) }]
        : []),
    ];
  });
  return [
    ...(exposed.length > 0 ? [{ addon: "aws-load-balancer-controller", by: "domain.expose", first: true }] : []),
    ...(wantsExternalDns(domain, stack) ? [externalDns(domain)] : []),
    ...ofUis,
  ];
}

/** An option that is off by default is turned on for the user interface. */
function withUi({ options: schema }: AnyAddon, { option }: AddonUi): Requirement["amend"] {
  if (option === undefined || schema.safeParse({}).data?.[option] !== false) return undefined;
  return (options) => ({ ...options, [option]: true });
}

/** Records of deleted objects are removed: those in the zone that it made itself. */
function externalDns({ name, zoneId }: DomainSettings): Requirement {
  return {
    addon: "external-dns",
    by: "domain",
    options: { zones: [zoneId], domainFilters: [name], policy: "sync" },
    amend: (options) => {
      const { zones, domainFilters } = options as { readonly zones: readonly string[]; readonly domainFilters: readonly string[] };
      return {
        ...options,
        zones: zones.includes(zoneId) ? zones : [...zones, zoneId],
        domainFilters: domainFilters.length === 0 || domainFilters.includes(name) ? domainFilters : [...domainFilters, name],
      };
    },
  };
}

/** Problems of exposed user interfaces with the selected add-ons. */
export function exposedUiIssues(
  stack: Pick<Settings, "domain" | "gitops">,
  available: readonly AnyAddon[],
  selected: Readonly<Record<string, AddonOptions>>,
): ValidationIssue[] {
  const { domain } = stack;
  if (!domain) return [];
  const managedByGitops = () => (stack.gitops ? stack.gitops.addons : []);
  const known = [...new Set(available.flatMap(({ uis = {} }) => Object.keys(uis)))].sort();
  return flatMapValid(Object.keys(domain.expose), (name): ValidationIssue[] => {
    const path = pathOf("domain", "expose", name);
    if (domain.expose[name]!.service) return [];
    const owner = ownerOf(name, available);
    if (!owner) {
      const fix = didYouMean(name, known) || `; known are ${listed(known)}, and others with \`service\``;
      return [{ path, message: `unknown user interface${fix}` }];
    }
    const { addon, ui } = owner;
    const options = selected[addon.name];
    if (!options) return []; // reported with the requirement
    if (ui.option !== undefined && options[ui.option] !== true)
      return [
        { path, message: `needs \`${pathOf("addons", addon.name, ui.option)}\`, which is off; set it to true, or remove this entry` },
      ];
    if (managedByGitops().includes(addon.name))
      return [
        {
          path,
          message: `add-on ${addon.name} is installed by GitOps after this stack; define the Ingress in the repository, or remove the add-on from gitops.addons`,
        },
      ];
    return [];
  });
}

/** The exposed user interfaces of a valid stack. */
export function exposedUis(domain: DomainSettings, { available }: Pick<AddonPlan, "available">): ExposedUi[] {
  return Object.entries(domain.expose).map(([name, { host = name, service, auth }]) => {
    const common = { name, host: `${host}.${domain.name}`, auth };
    if (service) return { ...common, service };
    const { addon, ui } = ownerOf(name, available)!;
    const { service: serviceName, port, https = false, healthPath } = ui;
    return { ...common, service: { namespace: addon.namespace, name: serviceName, port, https, healthPath } };
  });
}
