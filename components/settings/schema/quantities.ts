import { z } from "zod";
import { nearest } from "../../util/did-you-mean";
import { quantityPattern } from "../../util/quantities";
import { text } from "../../util/schemas";
import { hints } from "../validation/messages";

/** What a ResourceQuota counts by a name of its own. Source: Kubernetes documentation, Resource Quotas (1.35). */
const counted = [
  "pods",
  "services",
  "services.loadbalancers",
  "services.nodeports",
  "replicationcontrollers",
  "resourcequotas",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
];
const measured = ["cpu", "memory", "ephemeral-storage"];
const quotaNames = [
  ...measured.flatMap((resource) => [resource, `requests.${resource}`, `limits.${resource}`]),
  "requests.storage",
  ...counted,
];

const hugePages = "hugepages-[0-9A-Za-z]+";
const extended = "([a-z0-9-]+\\.)+[a-z0-9-]+/[A-Za-z0-9._-]+";
const escaped = (names: readonly string[]) => names.map((name) => name.replaceAll(".", "\\.")).join("|");

function named(names: readonly string[], further: string, phrase: string) {
  return text(new RegExp(`^(${escaped(names)}|${further})$`), phrase).register(hints, {
    hint: (name) => {
      const near = typeof name === "string" ? nearest(name, names) : undefined;
      return near && `did you mean ${near}?`;
    },
  });
}

const quotaName = named(
  quotaNames,
  `requests\\.${extended}|(requests\\.)?${hugePages}|count/[a-z0-9.-]+|[a-z0-9.-]+\\.storageclass\\.storage\\.k8s\\.io/(requests\\.storage|persistentvolumeclaims)`,
  "a resource that Kubernetes counts, such as requests.cpu, pods or count/jobs.batch",
);

const limitName = named(
  measured,
  `${extended}|${hugePages}`,
  "cpu, memory, ephemeral-storage or an extended resource such as nvidia.com/gpu",
);
const ratioName = named(measured, "(?!)", "cpu, memory or ephemeral-storage");

/** A Kubernetes quantity that replaces a default, or null, which removes it; YAML may have read it as a number. */
const written = text(quantityPattern, 'a Kubernetes quantity such as "10", 500m or 20Gi').register(hints, {
  hint: (value) => (isNothing(value) ? "to remove a default, write null" : undefined),
});
const quantity = z.union([written, z.number().min(0).transform(String), z.null()]);

/** What users write for no limit, except null. */
function isNothing(value: unknown): boolean {
  return value === false || (typeof value === "string" && /^(none|no|off|unlimited|-1)?$/i.test(value));
}

/** Hard limits of a ResourceQuota. */
export const hardLimits = z.record(quotaName, quantity);

/** What a ResourceQuota with scopes counts. Source: Kubernetes documentation, Resource Quotas (1.35). */
export const podAmounts = z.record(
  named(
    ["pods", ...["cpu", "memory"].flatMap((resource) => [resource, `requests.${resource}`, `limits.${resource}`])],
    "(?!)",
    "what a quota of pods counts, such as pods or requests.cpu",
  ),
  z.union([written, z.number().min(0).transform(String)]),
);

/** Amounts of the resources of a container or pod. */
export const amounts = z.record(limitName, quantity);

/** How many times its request a limit may be. */
export const ratios = z.record(ratioName, quantity);

/** Amount of storage of a claim. */
export const storage = z.strictObject({ storage: quantity.optional().describe("Requested storage, such as 100Gi") });

/** Whether a container's request of a resource is always its limit, because nodes cannot lend it to several. */
export function isNeverShared(resource: string): boolean {
  return !measured.includes(resource);
}

/** Whether a quota counts objects, so that it takes whole numbers alone. */
export function countsObjects(name: string): boolean {
  return counted.includes(name) || name.startsWith("count/") || name.endsWith("persistentvolumeclaims") || /^requests\..*\//.test(name);
}
