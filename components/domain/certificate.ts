import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DomainSettings } from "../settings/types";
import type { Context } from "../util/context";

/**
 * A certificate for a domain and all names one level below it. One record validates both names, because ACM asks for the same one.
 * @returns its ARN, once it is issued
 */
export function validatedCertificate(
  name: string,
  { name: domain, zoneId }: Pick<DomainSettings, "name" | "zoneId">,
  { tags }: Pick<Context, "tags">,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const certificate = new aws.acm.Certificate(
    name,
    { domainName: domain, subjectAlternativeNames: [`*.${domain}`], validationMethod: "DNS", tags: { ...tags, Name: domain } },
    opts,
  );
  const validation = certificate.domainValidationOptions[0]!;
  const record = new aws.route53.Record(
    `${name}-validation`,
    {
      zoneId,
      name: validation.resourceRecordName,
      type: validation.resourceRecordType,
      records: [validation.resourceRecordValue],
      ttl: 300,
      allowOverwrite: true, // the record depends on account and domain alone: certificates of other stacks have the same
    },
    opts,
  );
  return new aws.acm.CertificateValidation(name, { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] }, opts)
    .certificateArn;
}
