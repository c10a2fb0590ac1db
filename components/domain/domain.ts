import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { DomainSettings, ExposedUi } from "../settings/types";
import type { Context } from "../util/context";
import { mapValues } from "../util/map-values";
import { authentication } from "./authentication";
import { validatedCertificate } from "./certificate";
import { type LoadBalancerPlace, listenerAnnotations, uiIngressClass } from "./ingress-class";

export interface DomainArgs {
  readonly context: Context;
  readonly cluster: Pick<ClusterHandle, "provider">;
  readonly settings: DomainSettings;
  readonly uis: readonly ExposedUi[];
  readonly place: LoadBalancerPlace;
  /** What must exist before the Ingresses, and until their load balancer is deleted: its controller, and the user interfaces. */
  readonly after: readonly pulumi.Resource[];
}

/** Outputs of a domain. */
export interface DomainOutputs {
  /** The domain. */
  readonly name: string;
  /** ID of its hosted zone. */
  readonly zoneId: string;
  /** Certificate for the domain and all names one level below; none with `certificate: false`. */
  readonly certificateArn?: pulumi.Output<string>;
  /** URLs of the exposed user interfaces, by name. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * A domain: its certificate, and the user interfaces that are reachable below it behind authentication. At destroy the DNS records go first, then the
 * Ingresses, of which the controller deletes the load balancer, then the certificate.
 */
export class Domain extends pulumi.ComponentResource {
  readonly outputs: DomainOutputs;

  /** @internal */
  constructor(name: string, args: DomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:Domain", name, {}, opts);
    const { settings, uis } = args;
    const certificateArn = this.certificate(name, args);
    const urls = uis.length > 0 ? this.exposeAll(name, args, certificateArn!) : {};
    this.outputs = { name: settings.name, zoneId: settings.zoneId, ...(certificateArn && { certificateArn }), urls };
    this.registerOutputs(this.outputs);
  }

  private certificate(name: string, { settings, context }: DomainArgs): pulumi.Output<string> | undefined {
    const { certificate } = settings;
    if (typeof certificate === "string") return pulumi.output(certificate);
    return certificate ? validatedCertificate(name, settings, context, { parent: this }) : undefined;
  }

  private exposeAll(name: string, { cluster, settings, uis, place, after }: DomainArgs, certificateArn: pulumi.Output<string>) {
    const { inboundCidrs } = settings;
    const kubernetes = { parent: this, provider: cluster.provider };
    const uiClass = uiIngressClass(`${name}-ui`, { place, certificateArn, inboundCidrs }, { ...kubernetes, dependsOn: [...after] });
    const own = Object.fromEntries(uis.map((ui) => [ui.name, ui]));
    return mapValues(own, (_, ui) => {
      const options = { aws: { parent: this }, kubernetes: { ...kubernetes, dependsOn: [...after] } };
      const auth = authentication(`${name}-${ui.name}`, ui, place.controller, options);
      const ingress = new k8s.networking.v1.Ingress(
        `${name}-${ui.name}`,
        {
          metadata: {
            name: `expose-${ui.name}`,
            namespace: ui.service.namespace,
            annotations: { ...listenerAnnotations({ place, inboundCidrs }), ...backendAnnotations(ui), ...auth.annotations },
          },
          spec: { ingressClassName: uiClass.metadata.name, rules: [ruleOf(ui)] },
        },
        // of another class it has another load balancer, whose name its record needs
        { ...kubernetes, dependsOn: [uiClass, ...auth.ready], replaceOnChanges: ["spec.ingressClassName"], deleteBeforeReplace: true },
      );
      return this.record(`${name}-${ui.name}`, ui, settings, ingress);
    });
  }

  /** Made here and not by external-dns, so that no record outlives its load balancer. @returns the URL, once it has an address */
  private record(name: string, { host }: ExposedUi, { zoneId }: DomainSettings, ingress: k8s.networking.v1.Ingress): pulumi.Output<string> {
    const hostname = ingress.status.loadBalancer.ingress[0]!.hostname;
    const record = new aws.route53.Record(name, { zoneId, name: host, type: "CNAME", ttl: 300, records: [hostname] }, { parent: this });
    return pulumi.interpolate`https://${record.name}`;
  }
}

function ruleOf({ host, service }: ExposedUi) {
  const backend = { service: { name: service.name, port: { number: service.port } } };
  return { host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } };
}

function backendAnnotations({ service }: ExposedUi): Record<string, string> {
  return {
    "external-dns.alpha.kubernetes.io/controller": "none", // the stack makes the record
    "alb.ingress.kubernetes.io/healthcheck-path": service.healthPath,
    "alb.ingress.kubernetes.io/success-codes": "200-399",
    ...(service.https && { "alb.ingress.kubernetes.io/backend-protocol": "HTTPS" }),
  };
}
