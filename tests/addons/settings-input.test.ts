import { expect } from "chai";
import type { z } from "zod";
import { commonOptions, defineAddon, helmChart, parseSettings, type SettingsInput, z as zod } from "../../components";
import type { catalog } from "../../components/addons/catalog";
import type { AddonsInput } from "../../components/addons/generated/addons-input";

const podinfo = defineAddon({
  name: "podinfo",
  options: zod.strictObject({ ...commonOptions.chart, color: zod.string().default("blue") }),
  versions: { chart: "6.9.0" },
  namespace: "podinfo",
  requires: ["nodes"],
  supportsFargate: true,
  install: ({ color }) => [helmChart({ chart: "oci://charts.example/podinfo", namespace: "podinfo", values: () => ({ color }) })],
});

/** Names that the written type lacks, or has too many of; does not compile where there is one. */
type Names = Exclude<keyof typeof catalog | "custom", keyof AddonsInput> | Exclude<keyof AddonsInput, keyof typeof catalog | "custom">;
const different: never[] = [] as Names[];

/** Settings that compile, and those that do not. */
export const compiles: readonly SettingsInput[] = [
  { addons: { karpenter: true, velero: false, keda: undefined } },
  { addons: { karpenter: { nodePools: { default: { limits: { cpu: 10 } } } } } },
  { addons: { custom: { web: { manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web" }, data: { a: "b" } }] } } } },
  // @ts-expect-error a key that Karpenter does not have
  { addons: { karpenter: { nodePool: {} } } },
  // @ts-expect-error a name that no add-on has
  { addons: { karpentr: true } },
  // @ts-expect-error `zones` has no default
  { addons: { "external-dns": true } },
  // @ts-expect-error an add-on of code that the type does not know
  { addons: { podinfo: true } },
];

export const withOwn: readonly SettingsInput<[typeof podinfo]>[] = [
  { addons: { podinfo: true, karpenter: true } },
  { addons: { podinfo: { color: "red" } } },
  // @ts-expect-error a key that the add-on of code does not have
  { addons: { podinfo: { colour: "red" } } },
  // @ts-expect-error add-ons of code do not turn off the check of the others
  { addons: { podinfo: true, karpenter: { nodePool: {} } } },
];

describe("SettingsInput.addons", () => {
  it("names every add-on of the catalog, and no other", () => {
    expect(different).to.deep.equal([]);
  });

  it("accepts add-ons that defineAddon defines, with their own options", () => {
    const { settings } = parseSettings({ region: "eu-west-1", addons: { podinfo: { color: "red" } } }, { ownAddons: [podinfo] });
    const options: z.output<typeof podinfo.options> = { color: "red", values: {}, version: "6.9.0" };
    expect(settings.addons.podinfo).to.deep.equal(options);
  });
});
