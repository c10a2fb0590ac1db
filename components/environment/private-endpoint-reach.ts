import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../settings/types";
import { finding, type SettingFinding } from "../util/finding";

/** Counts the objects in the cluster: `pulumi up` creates them through the API server, which it must reach. */
export class PrivateEndpointReach {
  private objects = 0;

  /** Options with which all objects in a component are counted. */
  counted(opts: pulumi.ComponentResourceOptions = {}): pulumi.ComponentResourceOptions {
    return { ...opts, transformations: [...(opts.transformations ?? []), this.transformation] };
  }

  private readonly transformation: pulumi.ResourceTransformation = ({ type }) => {
    if (type.startsWith("kubernetes:")) this.objects += 1;
    return undefined;
  };

  /** A finding where only the nodes can reach the API server. What reaches that of an existing cluster is not known. */
  findings({ endpoint, existing }: Pick<ClusterSettings, "endpoint" | "existing">): SettingFinding[] {
    const { private: privately, public: publicly } = endpoint;
    const admits = typeof privately === "object" && privately.cidrs.length + privately.securityGroupIds.length > 0;
    if (existing || publicly !== false || admits || this.objects === 0) return [];
    const objects = this.objects === 1 ? "1 object" : `${this.objects} objects`;
    return [
      finding({
        rule: "private-endpoint-reach",
        path: "eks-blueprints:cluster.endpoint.private",
        message: `\`pulumi up\` creates ${objects} in the cluster through the private endpoint, which admits only the nodes`,
        fix: "run it in the VPC or in a network connected to it, and write its addresses: `endpoint: { private: { cidrs: [...] } }`; or turn on `endpoint.public` for its addresses",
      }),
    ];
  }
}
