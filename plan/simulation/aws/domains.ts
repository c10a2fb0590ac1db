import type { Values } from "../../types";
import { hex } from "../values";
import { arn, uuid } from "./place";
import type { Rules, Subject } from "./subject";

/** Outputs of hosted zones, records, certificates and app clients. */
export const domainRules: Rules = {
  "aws:route53/zone:Zone": {
    id: ({ seed }) => `Z${hex(seed, 19).toUpperCase()}`,
    outputs: ({ place }, id) => ({ zoneId: id, arn: `arn:${place.partition}:route53:::hostedzone/${id}` }),
  },
  "aws:acm/certificate:Certificate": {
    id: ({ place, seed }) => arn(place, "acm", `certificate/${uuid(seed)}`),
    outputs: (subject, id) => ({ arn: id, status: "ISSUED", type: "AMAZON_ISSUED", domainValidationOptions: validationOptions(subject) }),
  },
  "aws:acm/certificateValidation:CertificateValidation": { id: ({ text }) => text("certificateArn") },
  "aws:route53/record:Record": {
    id: ({ text }) => `${text("zoneId")}_${text("name")}_${text("type")}`,
    outputs: ({ text }) => ({ fqdn: text("name").replace(/\.$/, "") }),
  },
  "aws:cognito/userPoolClient:UserPoolClient": {
    id: ({ seed }) => hex(seed, 26),
    outputs: ({ seed, inputs, name }) => ({ name, ...(inputs.generateSecret === true && { clientSecret: hex(`${seed} secret`, 51) }) }),
  },
};

/** The CNAME records by which ACM validates the names of a certificate: a name and its wildcard have the same. */
function validationOptions({ inputs, seed, text }: Subject): Values[] {
  const others = Array.isArray(inputs.subjectAlternativeNames) ? inputs.subjectAlternativeNames.map(String) : [];
  return [...new Set([text("domainName"), ...others])].map((domainName) => {
    const domain = domainName.replace(/^\*\./, "");
    return {
      domainName,
      resourceRecordName: `_${hex(`${seed} ${domain} name`, 32)}.${domain}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_${hex(`${seed} ${domain} value`, 32)}.${hex(domain, 10)}.acm-validations.aws.`,
    };
  });
}
