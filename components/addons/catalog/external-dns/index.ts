import { z } from "zod";
import { egressFix } from "../../../util/nat";
import { type Addon, helmChart } from "../../addon";
import { hostedZones } from "../common/aws-options";
import { commonOptions, systemTolerations } from "../common/options";
import { externalDnsStatements } from "../common/route53-policy";

const name = "external-dns";

const options = z.strictObject({
  ...commonOptions.chart,
  ...commonOptions.permissions,
  zones: hostedZones.min(1).describe("IDs of the hosted zones whose records it manages; it may change only these"),
  policy: z
    .enum(["upsert-only", "sync"])
    .default("upsert-only")
    .describe("Whether it deletes the records of deleted objects (`sync`) or keeps them (`upsert-only`)"),
  sources: z
    .array(z.enum(["service", "ingress", "gateway-httproute", "gateway-grpcroute", "gateway-tlsroute", "gateway-tcproute"]))
    .min(1)
    .default(["service", "ingress"])
    .describe("Kinds of objects for which it creates records"),
  domainFilters: z
    .array(z.string().regex(/^([a-z0-9_-]+\.)+[a-z0-9-]+$/, "a domain such as shop.example.com"))
    .default([])
    .describe("Limits the records to these domains. Default: all domains of the zones"),
});

/** ExternalDNS: DNS records in Route 53 for Services and Ingresses. */
export const externalDns: Addon<z.output<typeof options>> = {
  name,
  options,
  namespace: "external-dns",
  requires: ["nodes"],
  after: ["aws-load-balancer-controller"],
  supportsFargate: true,
  incompatibleWith: (profile) =>
    profile.private ? `calls Route 53, which has no VPC endpoint; remove the key, or ${egressFix(!profile.internalOnly)}` : undefined,
  registries: () => ["registry.k8s.io"],
  mainServiceAccount: () => name,
  identity: ({ zones }) => [
    { namespace: "external-dns", serviceAccount: name, statements: ({ context }) => externalDnsStatements(context.partition, zones) },
  ],
  install: ({ zones, policy, sources, domainFilters }, { context, profile }) => [
    helmChart({
      chart: name,
      repo: "https://kubernetes-sigs.github.io/external-dns/",
      namespace: "external-dns",
      skipCrds: true, // of a source that is not supported
      values: (annotate, mirror) => ({
        provider: { name: "aws" },
        image: { repository: `${mirror("registry.k8s.io")}/external-dns/external-dns` },
        policy,
        sources,
        domainFilters,
        extraArgs: { "zone-id-filter": zones },
        txtOwnerId: context.clusterName, // clusters that share a zone do not change each other's records
        env: ["AWS_REGION", "AWS_DEFAULT_REGION"].map((key) => ({ name: key, value: context.region })),
        serviceAccount: { name, annotations: annotate(name) },
        tolerations: systemTolerations(profile),
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
      }),
    }),
  ],
};
