import { z } from "zod";
import { text } from "../../util/schemas";
import { anyCidr, ec2Id } from "./scalars";

/** Tiers of the control plane, in short and as AWS writes them. */
export const tier = z.enum(["standard", "xl", "2xl", "4xl", "8xl", "tier-xl", "tier-2xl", "tier-4xl", "tier-8xl"]);

const port = z.int().min(0).max(65_535);

/** A rule of the cluster security group. */
export const securityGroupRule = z.strictObject({
  direction: z.enum(["ingress", "egress"]).default("ingress").describe("Traffic to or from nodes and control plane"),
  protocol: z.enum(["tcp", "udp", "icmp", "all"]).default("tcp").describe("Protocol"),
  fromPort: port.optional().describe("First port. Required with tcp and udp"),
  toPort: port.optional().describe("Last port. Default: fromPort"),
  cidrs: z.array(anyCidr).default([]).describe("Address ranges of the other side"),
  securityGroupIds: z.array(ec2Id("sg")).default([]).describe("Security groups of the other side"),
});

/** An OIDC provider whose tokens the API server accepts. */
export const identityProvider = z.strictObject({
  issuerUrl: text(/^https:\/\/[^\s?#]+$/, "an https URL such as https://example.okta.com").describe(
    "URL of the issuer; EKS must reach it from the internet",
  ),
  clientId: z.string().min(1).describe("ID of the client that requests tokens"),
  usernameClaim: z.string().min(1).optional().describe("Claim with the name of the user. Default: sub"),
  usernamePrefix: z
    .string()
    .min(1)
    .optional()
    .describe("Prefix of user names. Default: the URL of the issuer and #, unless the claim is email"),
  groupsClaim: z.string().min(1).optional().describe("Claim with the groups of the user. Default: none"),
  groupsPrefix: z.string().min(1).optional().describe("Prefix of group names. Default: none"),
  requiredClaims: z.record(z.string(), z.string()).default({}).describe("Claims and values that a token must have"),
});
