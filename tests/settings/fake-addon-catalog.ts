import { z } from "zod";
import type { AddonCatalog } from "../../components/settings/addon-catalog";
import type { AddonOptions } from "../../components/settings/types";
import { finding } from "../../components/util/finding";

/** A catalog of two add-ons, one of them enabled by default, for tests of the settings parser. */
export const fakeCatalog: AddonCatalog = {
  schemas: {
    "vpc-cni": z.strictObject({ version: z.string().default("v1"), prefixDelegation: z.boolean().default(false) }),
    "aws-ebs-csi-driver": z.strictObject({ version: z.string().default("v2"), values: z.record(z.string(), z.unknown()).default({}) }),
  },
  custom: z.strictObject({ chart: z.string() }),
  select: ({ addons: requested, cluster }) => {
    const byDefault: Record<string, AddonOptions> =
      cluster.autoMode === false ? { "vpc-cni": { version: "v1", prefixDelegation: false } } : {};
    const on: Record<string, AddonOptions | false> = { ...byDefault, ...requested };
    const addons = Object.fromEntries(Object.entries(on).filter((entry): entry is [string, AddonOptions] => entry[1] !== false));
    const findings =
      requested["vpc-cni"] === false
        ? [finding({ rule: "no-cni", path: "addons.vpc-cni", message: "pods get no addresses", fix: "remove the key" })]
        : [];
    return {
      addons,
      issues: requested["vpc-cni"] && cluster.autoMode !== false ? [{ path: "addons.vpc-cni", message: "not on Auto Mode" }] : [],
      findings,
      plan: () => ({ findings }),
    };
  },
  aliases: {},
};
