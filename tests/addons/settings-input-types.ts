// Settings that compile, and settings that must not: `npm run typecheck` is the test.
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

/** Settings that do not. */
export const rejected: readonly SettingsInput<typeof own>[] = [
  // @ts-expect-error a key that Karpenter does not have
  { addons: { karpenter: { nodePool: {} } } },
  // @ts-expect-error likewise, beside an add-on of code
  { addons: { podinfo: true, karpenter: { nodePool: {} } } },
  // @ts-expect-error a name that no add-on has
  { addons: { karpentr: true } },
  // @ts-expect-error `zones` has no default
  { addons: { "external-dns": true } },
  // @ts-expect-error a key that the add-on of code does not have
  { addons: { podinfo: { colour: "red" } } },
];

/** Without the add-on of code. */
export const unknown: SettingsInput = {
  // @ts-expect-error an add-on that the type does not know
  addons: { podinfo: true },
};
