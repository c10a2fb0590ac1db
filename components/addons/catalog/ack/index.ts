import { ackCharts } from "../../../reference/ack-charts";
import { type AckServiceName, ackPermissions, ackServiceNames } from "../../../reference/ack-services";
import type { EndpointName } from "../../../reference/vpc-endpoints";
import { eachValid } from "../../../settings/validation/guard";
import { listed } from "../../../util/did-you-mean";
import {
  type AdditionalRelease,
  type Addon,
  type AddonIssue,
  type AddonWarning,
  helmChart,
  type Mirror,
  type Values,
  type WorkloadIdentity,
} from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { foreignArns } from "../common/arns";
import { isEndpointMissing } from "../common/endpoint-missing";
import { systemTolerations } from "../common/options";
import { leftOutWarning, type StackTags, tagsThat } from "../common/stack-tags";
import { hasOwnPermissions, type Options, options, type ServiceOptions, servicesOf } from "./options";

const namespace = "ack-system";
const registry = "public.ecr.aws";

const controller = (service: string) => `ack-${service}-controller`; // also its service account, by the chart

const release = (service: AckServiceName): AdditionalRelease => ({
  noun: service,
  option: `services.${service}`,
  versions: { chart: ackCharts[service].version },
});

/** AWS Controllers for Kubernetes: AWS resources, such as buckets and databases, as Kubernetes objects. One controller for each service. */
export const ack: Addon<Options> = {
  name: "ack",
  options,
  namespace,
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  registries: () => [registry],
  optionalAwsServices: (options) => endpointsOf(options),
  validate: (options, profile) => [
    ...privileged.map((service) => () => permissionsMissing(service, options)),
    () => eachValid(options.services, (own, service) => (own ? foreignArns(["services", service, "policies"], own.policies, profile) : [])),
  ],
  warn: warnings,
  identity: (options, profile) => servicesOf(options).map(([service, own]) => identity(service, own, profile)),
  additionalReleases: ackServiceNames.map(release),
  // one after the other, because each chart has the CRDs that all of them share
  install: (options, { context, profile }) =>
    servicesOf(options).map(([service]) =>
      helmChart({
        chart: `oci://${registry}/aws-controllers-k8s/${service}-chart`,
        namespace,
        release: controller(service),
        additionalRelease: release(service),
        values: (annotate, mirror) => ({
          ...values(options, mirror, service),
          aws: { region: context.region }, // pods cannot reach instance metadata (hop limit)
          resourceTags: resourceTags(context.tags),
          deployment: { replicas: options.replicas, tolerations: systemTolerations(profile) },
          serviceAccount: { annotations: annotate(controller(service)) },
        }),
      }),
    ),
};

function values({ deletionPolicy, replicas }: Options, mirror: Mirror, service: AckServiceName): Values {
  return {
    image: { repository: `${mirror(registry)}/aws-controllers-k8s/${service}-controller` },
    deletionPolicy,
    leaderElection: { enabled: replicas > 1 },
  };
}

function identity(service: AckServiceName, own: ServiceOptions, { partition }: StackProfile): WorkloadIdentity {
  const { policies, statements } = hasOwnPermissions(own) ? own : ackPermissions(partition, [service]);
  return { namespace, serviceAccount: controller(service), managedPolicies: policies, statements: () => statements };
}

/** With the rights that ACK recommends for these, their users could make themselves administrators. */
const privileged: readonly AckServiceName[] = ["iam", "eks"];

/** The chart joins them with commas, and a key ends at its first `=`. */
const isAccepted = (key: string, value: string) => !`${key}${value}`.includes(",") && !key.includes("=") && value !== "";

/** Those of the chart's default that name an object's origin, and the stack's. */
function resourceTags(tags: StackTags): string[] {
  return [
    "services.k8s.aws/controller-version=%CONTROLLER_SERVICE%-%CONTROLLER_VERSION%",
    "services.k8s.aws/namespace=%K8S_NAMESPACE%",
    "app.kubernetes.io/managed-by=%MANAGED_BY%",
    "kro.run/kro-version=%KRO_VERSION%",
    ...Object.entries(tagsThat(isAccepted, tags)).map(([key, value]) => `${key}=${value}`),
  ];
}

function endpointsOf(options: Options): EndpointName[] {
  return [...new Set(servicesOf(options).flatMap(([service]) => ackCharts[service].endpoint ?? []))];
}

function permissionsMissing(service: AckServiceName, { services }: Options): AddonIssue | undefined {
  const own = services[service];
  if (!own || hasOwnPermissions(own)) return undefined;
  return {
    at: ["services", service],
    message:
      "needs `statements` or `policies`: with the permissions that ACK recommends, users who can create its objects could become administrators of the account; set them, with conditions such as iam:PermissionsBoundary",
  };
}

function warnings(options: Options, profile: StackProfile): AddonWarning[] {
  const broad = servicesOf(options).flatMap(([service, own]) => (hasOwnPermissions(own) ? [] : [service]));
  const unreachable = servicesOf(options).flatMap(([service]) => {
    const { endpoint } = ackCharts[service];
    return profile.private && (endpoint === undefined || isEndpointMissing(endpoint, profile)) ? [service] : [];
  });
  return [
    ...(broad.length > 0
      ? [
          {
            at: ["services"],
            message: `the controllers of ${listed(broad)} have the permissions that ACK recommends: everything in these services, for all users who can create their objects`,
            fix: "set `statements` or `policies` of each service",
          },
        ]
      : []),
    ...(unreachable.length > 0
      ? [
          {
            at: ["services"],
            message: `the controllers of ${listed(unreachable)} cannot reach their service without NAT`,
            fix: "add its endpoint to `network.endpoints`, write `endpoints: private`, or turn NAT on where a service has no endpoint",
          },
        ]
      : []),
    ...leftOutWarning(
      profile.tags,
      tagsThat(isAccepted, profile.tags),
      "AWS resources of objects",
      "the controllers accept neither a comma nor an empty value, and no = in keys",
    ),
  ];
}
