import { z } from "zod";
import { albSslPolicy } from "../../../reference/aws-names";
import { anyCidr } from "../../../settings/schema/scalars";
import type { AddonOptions } from "../../../settings/types";
import { dualStackSources, isDualStack } from "../../../util/ipv6";
import { teamLabel } from "../../../util/team-label";
import type { AddonCheck, AddonIssue, AddonWarning, Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { remoteArns } from "../common/arns";
import { foreignRanges } from "../common/load-balancer-ranges";
import { publicSubnetsMissing } from "../common/public-subnets";

/** Option `sharedAlb` of the load balancer controller. */
export const sharedAlb = z.strictObject({
  scheme: z
    .enum(["internet-facing", "internal"])
    .optional()
    .describe("Whether the load balancer is internet-facing. Default: internet-facing, or internal in a VPC without public subnets"),
  certificateArns: z
    .array(z.string().regex(/^arn:aws[a-z-]*:(acm|iam):\S+$/, "the ARN of a certificate in ACM or IAM"))
    .default([])
    .describe("ARNs of certificates. With at least one, it serves HTTPS and redirects HTTP"),
  inboundCidrs: z
    .array(anyCidr)
    .min(1)
    .default(["0.0.0.0/0"])
    .describe(
      "Address ranges that may connect to it, of IPv6 too with `cluster.ipFamily: ipv6` or in an existing VPC: it then has addresses of both families. The default means all",
    ),
  perTeam: z
    .boolean()
    .optional()
    .describe(
      "One load balancer per application team, with its own class `team-<team>`; class `alb` serves only namespaces without a team. Default: true if a team is isolated",
    ),
});

export type SharedAlb = z.output<typeof sharedAlb>;

/** Default quota of Application Load Balancers per account and region. Source: Elastic Load Balancing quotas (2026-11-30). */
const albQuota = 50;

/** The CRDs and webhook for the teams' IngressClasses are part of the chart, which GitOps installs from the repository. */
const byGitops = ({ gitopsAddons }: StackProfile) => gitopsAddons.includes("aws-load-balancer-controller");

/** The option, completed by its defaults. */
export function completed(options: SharedAlb, profile: StackProfile): SharedAlb {
  const { scheme = profile.internalOnly ? "internal" : "internet-facing", perTeam = profile.isolated && !byGitops(profile) } = options;
  return { ...options, scheme, perTeam };
}

/** Why the option is not supported, and how to fix it. */
export function sharedAlbChecks(options: { readonly sharedAlb: false | SharedAlb }, profile: StackProfile): readonly AddonCheck[] {
  const checks: readonly ((sharedAlb: SharedAlb) => ReturnType<AddonCheck>)[] = [
    ({ certificateArns }) => remoteArns(["sharedAlb", "certificateArns"], certificateArns, profile),
    ({ scheme }) => publicSubnetsMissing(["sharedAlb", "scheme"], scheme, profile),
    ({ inboundCidrs }) => foreignRanges(["sharedAlb", "inboundCidrs"], inboundCidrs, profile),
    ({ perTeam }) => (perTeam && byGitops(profile) ? classesBeforeController : undefined),
  ];
  return checks.map((check) => () => (options.sharedAlb ? check(options.sharedAlb) : undefined));
}

const classesBeforeController: AddonIssue = {
  at: ["sharedAlb", "perTeam"],
  message:
    "requires the controller before the teams' classes; remove `aws-load-balancer-controller` from `gitops.addons`, or write `perTeam: false` and define the classes in the repository",
};

/** Warnings about a load balancer that teams share, or no longer share. */
export function sharedAlbWarning(options: SharedAlb, profile: StackProfile): AddonWarning[] {
  const at = ["sharedAlb", "perTeam"];
  const { applicationTeams } = profile;
  const { perTeam } = completed(options, profile);
  if (!perTeam) {
    if (applicationTeams < 2) return [];
    return [
      {
        rule: "shared-alb",
        at,
        message: `${applicationTeams} application teams share a load balancer, so each can take over a host or path of another team`,
        fix: byGitops(profile)
          ? "define an IngressClass per team in the repository of `gitops`, with `namespaceSelector` and `group` in its IngressClassParams"
          : "write `perTeam: true`, and use class `team-<team>` in the teams' Ingresses",
      },
    ];
  }
  const found: AddonWarning[] = [];
  if (options.perTeam === undefined)
    found.push({
      rule: "alb-per-team",
      at,
      message:
        "a team is isolated, so each team has its own load balancer and class `team-<team>`: class `alb` no longer serves Ingresses of teams",
      fix: "use class `team-<team>` in the teams' Ingresses, then write `perTeam: true`; `perTeam: false` keeps one load balancer for all",
    });
  if (applicationTeams > albQuota)
    found.push({
      rule: "alb-quota",
      at,
      message: `${applicationTeams} teams can have a load balancer each, but the default quota is ${albQuota} Application Load Balancers per region`,
      fix: "raise the quota in Service Quotas, or write `perTeam: false`",
    });
  return found;
}

/** Shared spec of the IngressClassParams of all classes: Ingresses cannot override it. */
function commonParams({ scheme, certificateArns, inboundCidrs }: SharedAlb, { ipv6 }: Pick<StackProfile, "ipv6">): Values {
  return {
    scheme,
    targetType: "ip",
    ...(isDualStack(inboundCidrs, ipv6) && { ipAddressType: "dualstack" }), // a target group of IPv6 pods needs it
    inboundCIDRs: dualStackSources(inboundCidrs, ipv6),
    ...(certificateArns.length > 0 && {
      certificateArn: certificateArns,
      listeners: [
        { protocol: "HTTP", port: 80 },
        { protocol: "HTTPS", port: 443 },
      ],
      sslRedirectPort: "443",
      sslPolicy: albSslPolicy,
    }),
  };
}

/** Spec of the IngressClassParams of class `alb`: one group, so one load balancer. The selector excludes teams that have their own. */
export function sharedParams(options: SharedAlb, profile: Pick<StackProfile, "ipv6">): Values {
  return {
    ...commonParams(options, profile),
    group: { name: "shared" },
    ...(options.perTeam && { namespaceSelector: { matchExpressions: [{ key: teamLabel, operator: "DoesNotExist" }] } }),
  };
}

/**
 * Values of the controller that prevent Ingresses from bypassing the classes: an annotation would join any group, and the old annotation of the
 * class has no IngressClassParams (pkg/ingress/group_loader.go, webhooks/networking/ingress_validator.go of v3.5.0). Both reject only new use.
 */
export const classesOnly: Values = { disableIngressGroupNameAnnotation: true, disableIngressClassAnnotation: true };

/**
 * The option, if enabled.
 * @param controller options of the load balancer controller, if the stack has it
 */
export function sharedAlbOf(controller: AddonOptions | undefined): SharedAlb | undefined {
  return (controller?.sharedAlb as SharedAlb | false | undefined) || undefined;
}

/** Shared spec of the IngressClassParams of teams; undefined if no team has its own load balancer. */
export function teamAlbParams(controller: AddonOptions | undefined, profile: Pick<StackProfile, "ipv6">): Values | undefined {
  const options = sharedAlbOf(controller);
  return options?.perTeam ? commonParams(options, profile) : undefined;
}
