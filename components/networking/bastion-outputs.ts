import * as pulumi from "@pulumi/pulumi";

/** Outputs for those who use a bastion. */
export interface BastionOutputs {
  /** ID of the instance, for `aws ssm start-session`. */
  readonly instanceId: pulumi.Output<string>;
  /** Shell command that forwards port 8443 of the local machine to the API server, until it ends. Needs the Session Manager plugin of the AWS CLI. */
  readonly portForwardingCommand: pulumi.Output<string>;
  /** Kubeconfig for the forwarded port; secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Policy that allows running the command. */
  readonly policyArn: pulumi.Output<string>;
}

/** Document of Session Manager for ports of hosts that the instance reaches. */
export const portForwardingDocument = "AWS-StartPortForwardingSessionToRemoteHost";

const localPort = "8443";

interface Forwarding {
  readonly region: string;
  readonly instanceId: pulumi.Output<string>;
  /** URL of the API server. */
  readonly endpoint: pulumi.Output<string>;
  readonly profile?: string | undefined;
}

export function portForwardingCommand({ region, instanceId, endpoint, profile }: Forwarding): pulumi.Output<string> {
  return pulumi.all([instanceId, endpoint]).apply(([target, url]) => {
    const parameters = JSON.stringify({ host: [hostOf(url)], portNumber: ["443"], localPortNumber: [localPort] });
    const login = profile === undefined ? "" : ` --profile ${/^[\w.-]+$/.test(profile) ? profile : JSON.stringify(profile)}`;
    const command = `aws ssm start-session --region ${region} --target ${target} --document-name ${portForwardingDocument}`;
    return `${command} --parameters '${parameters}'${login}`;
  });
}

/** The cluster's kubeconfig for the forwarded port. The certificate is the API server's, so the name that it is checked against stays. */
export function bastionKubeconfig(kubeconfig: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.secret(
    kubeconfig.apply((text) => {
      const config = JSON.parse(text) as { clusters: readonly { cluster: { server: string } }[] };
      const clusters = config.clusters.map((entry) => {
        const { server, ...rest } = entry.cluster;
        return { ...entry, cluster: { ...rest, server: `https://localhost:${localPort}`, "tls-server-name": hostOf(server) } };
      });
      return JSON.stringify({ ...config, clusters });
    }),
  );
}

function hostOf(url: string): string {
  return url.replace(/^https:\/\//, "").replace(/[:/].*$/, "");
}
