import * as aws from "@pulumi/aws";
import { z } from "zod";
import { type Addon, type AddonWarning, eksAddon } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { commonOptions } from "../common/options";
import { GuardDutyDataEndpoint } from "./data-endpoint";

const name = "aws-guardduty-agent";

const options = z.strictObject({
  ...commonOptions.managed,
  vpcEndpoint: z
    .boolean()
    .default(true)
    .describe(
      "Create the VPC endpoint `guardduty-data`, without which agents deliver nothing, unless `network.endpoints` has it; false if the VPC has one already",
    ),
  runtimeMonitoring: z
    .boolean()
    .default(false)
    .describe(
      "Turn on Runtime Monitoring in the GuardDuty detector of the account and region, which must exist, and leave the agents to this add-on. It stays on when this is removed",
    ),
});

type Options = z.output<typeof options>;

/** Amazon GuardDuty Runtime Monitoring: an agent on each node reports processes, files and connections, managed by this stack and not by GuardDuty. It tolerates every taint by default. */
export const awsGuarddutyAgent: Addon<Options> = {
  name,
  options,
  namespace: "amazon-guardduty",
  requires: ["nodes"],
  supportsFargate: false,
  warn: (options, profile) => warnings(options, profile),
  createAwsResources: (name, options, install, opts) => {
    if (options.vpcEndpoint && !hasEndpoint(install.profile)) new GuardDutyDataEndpoint(`${name}-data`, install, opts);
    if (options.runtimeMonitoring)
      new aws.guardduty.DetectorFeature(
        `${name}-runtime-monitoring`,
        {
          detectorId: aws.guardduty.getDetectorOutput({}, { parent: opts.parent }).id,
          name: "RUNTIME_MONITORING",
          status: "ENABLED",
          additionalConfigurations: [{ name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" }],
        },
        opts,
      );
  },
  install: () => [eksAddon(name)],
};

/** Whether the network of the stack has the endpoint. */
function hasEndpoint({ endpoints, ownNetwork }: StackProfile): boolean {
  return ownNetwork && endpoints.includes("guardduty-data");
}

function warnings({ vpcEndpoint, runtimeMonitoring }: Options, profile: StackProfile): AddonWarning[] {
  return [
    ...(!runtimeMonitoring
      ? [
          {
            message: "its agents start only if Runtime Monitoring is on in GuardDuty, with automated agent management off for EKS",
            fix: "set `runtimeMonitoring: true`, or turn it on in the account that administers GuardDuty and accept this finding",
            rule: "guardduty-runtime-monitoring",
          },
        ]
      : []),
    ...(!vpcEndpoint && profile.ownNetwork && !hasEndpoint(profile)
      ? [
          {
            at: ["vpcEndpoint"],
            message: "its agents deliver nothing, because the VPC has no endpoint `guardduty-data`",
            fix: "remove `vpcEndpoint`, or add `guardduty-data` to `network.endpoints`",
          },
        ]
      : []),
    ...(profile.fargate.length > 0
      ? [{ message: "pods on Fargate are not monitored", fix: "run these pods on nodes, or accept this" }]
      : []),
  ];
}
