import type { Context } from "../../../util/context";
import { topologySpread } from "../../../util/topology-spread";
import type { Values } from "../../addon";
import type { StackProfile } from "../../stack-profile";
import { systemTolerations } from "../common/options";

/** Spec of the collector that receives traces by OTLP and sends them to X-Ray. The operator creates a Service `<name>-collector` for its ports. */
export function tracesSpec(name: string, replicas: number, { region }: Context, profile: StackProfile): Values {
  const any = profile.ipv6 ? "[::]" : "0.0.0.0";
  return {
    mode: "deployment",
    replicas,
    podDisruptionBudget: { maxUnavailable: 1 },
    topologySpreadConstraints: topologySpread({ "app.kubernetes.io/name": `${name}-collector` }),
    tolerations: systemTolerations(profile),
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    config: {
      extensions: { health_check: profile.ipv6 ? { endpoint: `${any}:13133` } : {} },
      receivers: { otlp: { protocols: { grpc: { endpoint: `${any}:4317` }, http: { endpoint: `${any}:4318` } } } },
      processors: { memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 20 }, batch: {} },
      exporters: { awsxray: { region } },
      service: {
        extensions: ["health_check"],
        pipelines: { traces: { receivers: ["otlp"], processors: ["memory_limiter", "batch"], exporters: ["awsxray"] } },
      },
    },
  };
}
