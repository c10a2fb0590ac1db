import type { types } from "@pulumi/kubernetes";
import type { NodePoolSettings } from "../settings/types";
import { ownerTaint, type PoolOwner } from "../util/pool-owners";
import type { SampleSize } from "../util/sample-size";
import { tolerationOf } from "../util/toleration";
import { topologySpread } from "../util/topology-spread";

/** Name of all objects of the sample, including its service account. */
export const webSample = "sample-web";

const labels = { "app.kubernetes.io/name": webSample };
const port = 8080;

/** UID of user nginx in the image. */
const user = 101;

type Taint = NodePoolSettings["taints"][number];

export interface WebPods {
  readonly image: string;
  readonly size: SampleSize;
  /** Owner of the pool whose nodes the pods must select; none if they may run on any. */
  readonly owner?: PoolOwner;
  /** Taints of all nodes but those of teams, which the pods must tolerate to run anywhere. */
  readonly taints?: readonly Taint[];
  /** ConfigMap with the server's configuration. Default: that of the image. */
  readonly config?: string;
}

/** The image listens on IPv4 alone, and its script that adds IPv6 cannot write into a read-only file system. */
export const webConfig = { "default.conf": `server {\n  listen [::]:${port};\n  root /usr/share/nginx/html;\n}\n` };

/** Pods that comply with the Pod Security Standard `restricted`. They stop after the load balancer has deregistered them. */
export function webPods({ image, size, owner, taints = [], config }: WebPods): types.input.core.v1.PodTemplateSpec {
  const own = owner ? [ownerTaint(owner)] : [];
  const tolerations = [...own, ...taints].map(tolerationOf);
  return {
    metadata: { labels },
    spec: {
      serviceAccountName: webSample,
      automountServiceAccountToken: false, // the AWS token is projected separately
      securityContext: { runAsNonRoot: true, runAsUser: user, runAsGroup: user, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "web",
          image,
          ports: [{ name: "http", containerPort: port }],
          resources: { requests: { ...size.requests }, limits: { ...size.limits } },
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
          readinessProbe: { httpGet: { path: "/", port: "http" }, periodSeconds: 5 },
          livenessProbe: { httpGet: { path: "/", port: "http" }, initialDelaySeconds: 10 },
          lifecycle: { preStop: { sleep: { seconds: 15 } } },
          volumeMounts: [{ name: "tmp", mountPath: "/tmp" }, ...(config ? [{ name: "config", mountPath: "/etc/nginx/conf.d" }] : [])],
        },
      ],
      volumes: [{ name: "tmp", emptyDir: { sizeLimit: "16Mi" } }, ...(config ? [{ name: "config", configMap: { name: config } }] : [])],
      topologySpreadConstraints: topologySpread(labels),
      ...(owner && { nodeSelector: { [owner.key]: owner.value } }),
      ...(tolerations.length > 0 && { tolerations }),
    },
  };
}

/** The autoscaler sets the replicas. */
export function webDeployment(pods: WebPods): types.input.apps.v1.DeploymentSpec {
  return {
    selector: { matchLabels: labels },
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: webPods(pods),
  };
}

export const webService: types.input.core.v1.ServiceSpec = {
  type: "ClusterIP",
  selector: labels,
  ports: [{ name: "http", port: 80, targetPort: "http" }],
};

export function webIngress(ingressClassName: string): types.input.networking.v1.IngressSpec {
  const backend = { service: { name: webSample, port: { name: "http" } } };
  return { ingressClassName, rules: [{ http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] };
}

export function webAutoscaler({ minReplicas, maxReplicas }: SampleSize): types.input.autoscaling.v2.HorizontalPodAutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: webSample },
    minReplicas,
    maxReplicas,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
  };
}

export const webDisruptionBudget: types.input.policy.v1.PodDisruptionBudgetSpec = { maxUnavailable: 1, selector: { matchLabels: labels } };

/** Sources that may call the pods: pods of their own namespace, and load balancers, which use their own addresses. */
export function webNetworkPolicy(loadBalancers: NonNullable<types.input.networking.v1.NetworkPolicyPeer["ipBlock"]>[]) {
  return {
    podSelector: { matchLabels: labels },
    policyTypes: ["Ingress"],
    ingress: [
      { from: [{ podSelector: {} }, ...loadBalancers.map((ipBlock) => ({ ipBlock }))], ports: [{ protocol: "TCP", port: "http" }] },
    ],
  } satisfies types.input.networking.v1.NetworkPolicySpec;
}
