import { z } from "zod";
import type { AddonCatalogue } from "../../components/config/catalogue";

/** Two add-ons, one of them always on: enough to test what the reader does with them. */
export const catalogue: AddonCatalogue = {
  schemas: {
    "vpc-cni": z.strictObject({ version: z.string().default("v1"), prefixDelegation: z.boolean().default(false) }),
    "aws-ebs-csi-driver": z.strictObject({ version: z.string().default("v2"), values: z.record(z.string(), z.unknown()).default({}) }),
  },
  select: (requested, { cluster }) => {
    const on = Object.entries({ "vpc-cni": { version: "v1", prefixDelegation: false }, ...requested });
    return {
      addons: Object.fromEntries(on.filter(([, options]) => options !== false)) as Record<string, Record<string, unknown>>,
      problems: requested["vpc-cni"] && cluster.autoMode !== false ? [{ path: "addons.vpc-cni", message: "not on Auto Mode" }] : [],
      warnings: requested["vpc-cni"] === false ? [{ rule: "no-cni", path: "addons.vpc-cni", message: "pods get no addresses" }] : [],
    };
  },
};
