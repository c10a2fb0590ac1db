// Settings that compile and settings that do not: `npm run typecheck` is the test.
import { commonOptions, defineAddon, helmChart, type SettingsInput, z } from "../../components";

export const podinfo = defineAddon({
  name: "podinfo",
  options: z.strictObject({ ...commonOptions.chart, color: z.string().default("blue") }),
  versions: { chart: "6.9.0" },
  namespace: "podinfo",
  requires: ["nodes"],
  supportsFargate: true,
  install: ({ color }) => [helmChart({ chart: "oci://charts.example/podinfo", namespace: "podinfo", values: () => ({ color }) })],
});

export const own = [podinfo];

/** Settings that compile. */
export const accepted: readonly SettingsInput<typeof own>[] = [
  { addons: { karpenter: true, velero: false, keda: undefined } },
  { addons: { karpenter: { nodePools: { default: { limits: { cpu: 10 } } } } } },
  { addons: { custom: { web: { manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web" }, data: { a: "b" } }] } } } },
  { addons: { podinfo: true, karpenter: true } },
  { addons: { podinfo: { color: "red" } } },
];

/** Settings that do not compile. */
export const rejected: readonly SettingsInput<typeof own>[] = [
  // @ts-expect-error an unknown key of karpenter
  { addons: { karpenter: { nodePool: {} } } },
  // @ts-expect-error likewise, together with a user-defined add-on
  { addons: { podinfo: true, karpenter: { nodePool: {} } } },
  // @ts-expect-error an unknown add-on
  { addons: { karpentr: true } },
  // @ts-expect-error `zones` has no default
  { addons: { "external-dns": true } },
  // @ts-expect-error an unknown key of a user-defined add-on
  { addons: { podinfo: { colour: "red" } } },
];

/** Settings without the type of the user-defined add-on. */
export const unknown: SettingsInput = {
  // @ts-expect-error an add-on that the type does not know
  addons: { podinfo: true },
};
