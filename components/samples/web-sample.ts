import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterHandle } from "../cluster/types";
import type { Statement } from "../iam/policy";
import { type IdentityMode, WorkloadRole } from "../iam/workload-role";
import type { ApplicationTeamSettings } from "../settings/types";
import type { Context } from "../util/context";
import { withAnnotations } from "../util/object-metadata";
import { poolOwnerOf } from "../util/pool-owners";
import { sampleSize } from "../util/sample-size";
import type { LoadBalancing } from "./load-balancing";
import {
  type WebPods,
  webAutoscaler,
  webConfig,
  webDeployment,
  webDisruptionBudget,
  webIngress,
  webNetworkPolicy,
  webSample,
  webService,
} from "./web-objects";

/** nginx without root; seen in public use on 2026-11-23. */
export const webImage = "nginx/nginx-unprivileged:1.30.5-alpine-slim";

export interface WebSampleArgs {
  readonly context: Context;
  readonly cluster: ClusterHandle;
  /** Name of the team. */
  readonly team: string;
  readonly settings: Pick<ApplicationTeamSettings, "namespaces" | "quota" | "limits" | "nodePool" | "tier">;
  /** How service accounts of the namespace get AWS permissions. */
  readonly mode: IdentityMode;
  /** Registry, with an optional path, that mirrors images of public.ecr.aws. */
  readonly registry: string;
  readonly loadBalancing: LoadBalancing;
  /** Taints that its pods tolerate. Default: none. */
  readonly taints?: WebPods["taints"];
}

/**
 * A web server behind an Application Load Balancer in a team's first namespace, with all that a workload should have: its own AWS
 * permissions, an autoscaler, a disruption budget, and a network policy. It waits (`dependsOn`) for the namespace, for the Ingress controller, and
 * for metrics-server.
 */
export class WebSample extends pulumi.ComponentResource {
  /** URL; resolves when the load balancer has its DNS name. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: WebSampleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:WebSample", name, {}, opts);
    const { settings, loadBalancing, registry, taints } = args;
    const size = sampleSize(settings);
    const [namespace] = settings.namespaces as [string, ...string[]];
    const options = { parent: this, provider: args.cluster.provider };
    const metadata = { name: webSample, namespace, labels: { "app.kubernetes.io/name": webSample } };

    const account = this.createServiceAccount(name, metadata, args, options);
    const owner = poolOwnerOf(args.team, settings);
    const config = args.cluster.ipFamily === "ipv6" ? [new k8s.core.v1.ConfigMap(name, { metadata, data: webConfig }, options)] : [];
    const pods = { image: `${registry}/${webImage}`, size, taints, ...(owner && { owner }), ...(config[0] && { config: webSample }) };
    const policy = webNetworkPolicy(loadBalancing.cidrs.map((cidr) => ({ cidr })));
    new k8s.networking.v1.NetworkPolicy(name, { metadata, spec: policy }, options);
    const deployment = new k8s.apps.v1.Deployment(
      name,
      { metadata, spec: webDeployment(pods) },
      { ...options, dependsOn: [...account, ...config] },
    );
    const service = new k8s.core.v1.Service(name, { metadata, spec: webService }, { ...options, dependsOn: deployment });
    const ingress = new k8s.networking.v1.Ingress(
      name,
      { metadata: { ...metadata, annotations: loadBalancing.annotations }, spec: webIngress(loadBalancing.ingressClass) },
      { ...options, dependsOn: service },
    );
    new k8s.autoscaling.v2.HorizontalPodAutoscaler(name, { metadata, spec: webAutoscaler(size) }, { ...options, dependsOn: deployment });
    new k8s.policy.v1.PodDisruptionBudget(name, { metadata, spec: webDisruptionBudget }, options);

    this.url = pulumi.interpolate`http://${ingress.status.loadBalancer.ingress[0]!.hostname}`;
    this.registerOutputs({ url: this.url });
  }

  /** @returns dependencies of the pods: with Pod Identity they have no input from the role */
  private createServiceAccount(
    name: string,
    metadata: { readonly name: string; readonly namespace: string },
    { context, cluster, mode }: WebSampleArgs,
    opts: pulumi.CustomResourceOptions,
  ): pulumi.Resource[] {
    const { namespace } = metadata;
    const args = { context, cluster, mode, namespace, serviceAccount: webSample, statements: [readsParameters(context, namespace)] };
    const role = new WorkloadRole(name, args, { parent: this });
    const account = new k8s.core.v1.ServiceAccount(name, { metadata: withAnnotations(metadata, role.annotations) }, opts);
    return [account, ...role.ready];
  }
}

/** Parameters below `/<cluster>/<namespace>/`, in the account of the role itself. */
function readsParameters({ partition, region, clusterName }: Context, namespace: string): Statement {
  return {
    Effect: "Allow",
    Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
    Resource: `arn:${partition}:ssm:${region}:*:parameter/${clusterName}/${namespace}/*`,
    Condition: { StringEquals: { "aws:ResourceAccount": `\${aws:PrincipalAccount}` } },
  };
}
