import * as k8s from "@pulumi/kubernetes";
import { z } from "zod";
import { eachValid } from "../../../settings/validation/guard";
import { dnsLabelPattern, text } from "../../../util/schemas";
import { type Addon, eksAddon, type InstallContext, type ManifestsStep, manifests } from "../../addon";
import { foreignArns } from "../common/arns";
import { isEndpointMissing } from "../common/endpoint-missing";
import { commonOptions, systemTolerations } from "../common/options";

const account = "aws-privateca-issuer";

const issuerName = text(dnsLabelPattern, "the name of an issuer: up to 63 lowercase letters, digits and -");
const authorityArn = text(
  /^arn:aws[a-z-]*:acm-pca:[a-z0-9-]+:\d{12}:certificate-authority\/[0-9a-f-]+$/,
  "the ARN of a private CA such as arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab",
);

const options = z.strictObject({
  ...commonOptions.managed,
  ...commonOptions.permissions,
  issuers: z
    .record(issuerName, authorityArn)
    .default({})
    .describe("Name -> ARN of a private CA: an AWSPCAClusterIssuer of that name, and the permission to issue certificates of this CA"),
});

type Options = z.output<typeof options>;

/** AWS Private CA Connector for Kubernetes: cert-manager issues certificates of private CAs. */
export const awsPrivatecaIssuer: Addon<Options> = {
  name: "aws-privateca-issuer",
  options,
  namespace: account,
  requires: ["nodes", "cert-manager"],
  supportsFargate: true,
  optionalAwsServices: () => ["acm-pca"],
  validate: ({ issuers }, profile) => [() => eachValid(issuers, (arn, issuer) => foreignArns(["issuers", issuer], arn, profile))],
  warn: ({ issuers, statements, policies }, profile) => {
    if (isEndpointMissing("acm-pca", profile))
      return {
        message: "no certificate is issued, because there is neither NAT nor `acm-pca` in `network.endpoints`",
        fix: "add `acm-pca` to `network.endpoints`, or write `endpoints: private`",
      };
    if (Object.keys(issuers).length + statements.length + policies.length > 0) return undefined;
    return { message: "has no permission to issue certificates", fix: "add a private CA to `issuers`" };
  },
  mainServiceAccount: () => account,
  // Source: cert-manager/aws-privateca-issuer README (2026-07-22), as in the managed policy AWSPrivateCAConnectorForKubernetesPolicy v3 for every CA.
  identity: ({ issuers }) =>
    Object.keys(issuers).length === 0
      ? []
      : [
          {
            namespace: account,
            serviceAccount: account,
            statements: () => [
              {
                Effect: "Allow",
                Action: ["acm-pca:DescribeCertificateAuthority", "acm-pca:GetCertificate", "acm-pca:IssueCertificate"],
                Resource: [...new Set(Object.values(issuers))],
              },
            ],
          },
        ],
  install: ({ issuers }, install) => [
    eksAddon("aws-privateca-connector-for-kubernetes", {
      ...(install.profile.taints.length > 0 && { tolerations: systemTolerations(install.profile) }),
    }),
    ...(Object.keys(issuers).length > 0 ? [clusterIssuers(issuers, install)] : []),
  ],
};

/** A CA of another region is called there. */
function clusterIssuers(issuers: Options["issuers"], { cluster }: InstallContext): ManifestsStep {
  return manifests((name, opts) =>
    Object.entries(issuers).map(
      ([issuer, arn]) =>
        new k8s.apiextensions.CustomResource(
          `${name}-${issuer}`,
          {
            apiVersion: "awspca.cert-manager.io/v1beta1",
            kind: "AWSPCAClusterIssuer",
            metadata: { name: issuer },
            spec: { arn, region: arn.split(":")[3] },
          },
          { ...opts, provider: cluster.provider },
        ),
    ),
  );
}
