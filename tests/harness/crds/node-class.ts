// The NodeClass of EKS Auto Mode, whose CRD is not published: EKS installs it. Fields and limits of the EKS user guide, "Create a Node Class for Amazon EKS",
// "Configure advanced security settings for nodes" and "Control deployment of workloads into Capacity Reservations" (2026-08).
import { z } from "zod";

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}-[0-9a-z-]+$`));
const tags = z.record(z.string().min(1), z.string().min(1));
const one = <T extends z.ZodRawShape>(shape: T) =>
  z
    .strictObject(shape)
    .partial()
    .refine((term) => Object.keys(term).length > 0, "expected a condition");
const terms = <T extends z.ZodRawShape>(shape: T) => z.array(one(shape)).min(1).max(30);
const subnets = terms({ id: id("subnet"), tags });
const securityGroups = terms({ id: id("sg"), name: z.string(), tags });

const networkInterface = z
  .strictObject({
    networkCardIndex: z.int().min(0),
    deviceIndex: z.int().min(0),
    interfaceType: z.enum(["interface", "efa-only"]),
    secondaryIPv4Count: z.int().min(1).optional(),
    secondaryIPv4PrefixCount: z.int().min(1).optional(),
  })
  .refine((each) => each.secondaryIPv4Count === undefined || each.secondaryIPv4PrefixCount === undefined, "addresses or prefixes")
  .refine(
    ({ interfaceType, networkCardIndex, secondaryIPv4Count, secondaryIPv4PrefixCount }) =>
      (secondaryIPv4Count ?? secondaryIPv4PrefixCount) === undefined || (interfaceType === "interface" && networkCardIndex === 0),
    "addresses are on the first card, and not for EFA alone",
  );

const spec = z
  .strictObject({
    role: z.string().min(1).max(64).optional(),
    instanceProfile: z.string().min(1).optional(),
    subnetSelectorTerms: subnets,
    securityGroupSelectorTerms: securityGroups,
    podSubnetSelectorTerms: subnets.optional(),
    podSecurityGroupSelectorTerms: securityGroups.optional(),
    capacityReservationSelectorTerms: terms({ id: id("cr"), tags, owner: z.string() }).optional(),
    placementGroupSelector: one({ name: z.string().min(1), id: id("pg") }).optional(),
    snatPolicy: z.enum(["Random", "Disabled"]).optional(),
    networkPolicy: z.enum(["DefaultAllow", "DefaultDeny"]).optional(),
    networkPolicyEventLogs: z.enum(["Enabled", "Disabled"]).optional(),
    ephemeralStorage: z
      .strictObject({
        size: z.string().regex(/^[1-9]\d{0,4}Gi$/),
        iops: z.int().min(3_000).max(16_000).optional(),
        throughput: z.int().min(125).max(1_000).optional(),
        kmsKeyID: z.string().min(1).optional(),
      })
      .optional(),
    advancedNetworking: z
      .strictObject({
        associatePublicIPAddress: z.boolean().optional(),
        httpsProxy: z.string().max(255).optional(),
        noProxy: z.array(z.string().min(1).max(255)).max(50).optional(),
        ipv4PrefixSize: z.enum(["Auto", "32"]).optional(),
        enableV4Egress: z.boolean().optional(),
        networkInterfaces: z
          .array(networkInterface)
          .refine(
            (all) => all.some((each) => each.networkCardIndex === 0 && each.deviceIndex === 0 && each.interfaceType === "interface"),
            "the first interface is an ordinary one",
          )
          .optional(),
      })
      .optional(),
    advancedSecurity: z.strictObject({ fips: z.boolean().optional(), kernelLockdown: z.string().optional() }).optional(),
    certificateBundles: z.array(z.strictObject({ name: z.string().min(1), data: z.base64() })).optional(),
    tags: z
      .record(z.string().min(1), z.string())
      .refine(
        (given) =>
          Object.keys(given).every((key) => !/^(kubernetes\.io\/cluster|karpenter\.sh\/|eks:|eks\.amazonaws\.com\/nodeclass$)/.test(key)),
        "tags of EKS",
      )
      .optional(),
  })
  .refine(({ role, instanceProfile }) => (role === undefined) !== (instanceProfile === undefined), "role or instance profile")
  .refine((each) => (each.podSubnetSelectorTerms === undefined) === (each.podSecurityGroupSelectorTerms === undefined), "both or none");

const nodeClass = z.strictObject({
  apiVersion: z.literal("eks.amazonaws.com/v1"),
  kind: z.literal("NodeClass"),
  metadata: z.strictObject({ name: z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/) }),
  spec,
});

/** What a NodeClass object has that EKS would refuse or drop, as `path: message`. */
export function nodeClassIssues(object: unknown): string[] {
  const { error } = nodeClass.safeParse(object);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}
