import { always, byHour, byMonth, hoursAMonth, unknownCharge, usage } from "../charge";
import type { Pricer } from "../context";
import { list, text } from "../values";

export const kmsKey: Pricer = (resource, context) => [byMonth(resource, "KMS key", "key-month", context.price(resource, "kms.key.month"))];

export const secret: Pricer = (resource, context) => [
  byMonth(
    resource,
    "secret",
    "secret-month",
    context.price(resource, "secretsmanager.secret.month"),
    always(1 + list(resource.inputs.replicas).length),
  ),
];

export const hostedZone: Pricer = (resource, context) => [
  byMonth(resource, "hosted zone", "zone-month", context.price(resource, "route53.zone.month")),
];

export const alarm: Pricer = (resource, context) => [
  byMonth(resource, "CloudWatch alarm", "alarm-month", context.price(resource, "cloudwatch.alarm.month")),
];

export const efs: Pricer = (resource, context) =>
  usage(resource, "EFS, standard storage", "GB-month", context.price(resource, "efs.standard.gb"), context.assumptions.efsGiB);

export const bucket: Pricer = (resource, context) =>
  usage(resource, "S3, standard storage", "GB-month", context.price(resource, "s3.standard.gb"), context.assumptions.bucketGiB);

export const repository: Pricer = (resource, context) =>
  usage(resource, "ECR images", "GB-month", context.price(resource, "ecr.storage.gb"), context.assumptions.imageGiB);

/** Repositories that ECR creates with the first pull of an image. */
export const imageCache: Pricer = (resource, context) =>
  usage(resource, "ECR, cached images", "GB-month", context.price(resource, "ecr.storage.gb"), context.assumptions.imageGiB);

const capabilities: Readonly<Record<string, string>> = { ARGOCD: "Argo CD", ACK: "ACK", KRO: "kro" };

/** An EKS capability, and the custom resources that it manages. */
export const capability: Pricer = (resource, context) => {
  const type = text(resource.inputs.type) ?? "";
  const name = capabilities[type];
  if (name === undefined) return [unknownCharge(resource, `capability ${type}`, "no price of this capability in the tables")];
  const price = (part: string) => context.price(resource, `eks.capability.${type.toLowerCase()}.${part}`);
  return [
    byHour(resource, `capability ${name}`, "capability", price("base")),
    ...usage(
      resource,
      `resources of capability ${name}`,
      "resource-hour",
      price("perResource"),
      context.assumptions.capabilityResources * hoursAMonth,
    ),
  ];
};
