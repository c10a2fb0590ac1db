// Finds out whether there is an API server to drain.
import { type AwsLogin, keyVariables } from "../../util/aws-login";
import { escapeControlChars } from "../../util/escape-control-chars";
import type { Aws } from "./aws/cli";
import { clusterState } from "./aws/cluster";
import { Kubernetes, messageOf } from "./kubernetes/client";
import { SignInFailed } from "./kubernetes/credentials";
import { type Access, readKubeconfig } from "./kubernetes/kubeconfig";
import { DrainError, type DrainInputs, skipDrain } from "./types";

export type Connection =
  | { readonly kubernetes: Kubernetes }
  /** Report that EKS no longer has the cluster. Its remaining AWS resources can still be removed. */
  | { readonly absent: string };

const connectSeconds = 10;
const skipped = `with ${skipDrain}=skip in the environment if no workload in it owns AWS resources any more`;

/**
 * The Kubernetes provider cannot delete objects of an unreachable cluster, and Helm releases not even with that variable. Only a refresh
 * removes them from the state.
 */
const forgetting =
  "If Pulumi then cannot delete objects in it, `PULUMI_K8S_DELETE_UNREACHABLE=true pulumi refresh` removes them from the state; then run `pulumi destroy` again";

/**
 * Connects to the API server of a cluster, or returns why it no longer exists.
 * @throws DrainError if the cluster exists but is unreachable from here, if the caller has no access, or if neither is known
 */
export async function connect({ kubeconfig, clusterName, region, login }: DrainInputs, aws: Aws): Promise<Connection> {
  const access = withKeys(readKubeconfig(kubeconfig), login);
  const kubernetes = new Kubernetes(access);
  const unreachable = (error: unknown) => {
    kubernetes.close();
    return whyUnreachable(`${access.server.host} does not answer (${said(error)})`, clusterName, aws);
  };
  try {
    await kubernetes.reach(connectSeconds);
  } catch (error) {
    return unreachable(error);
  }
  try {
    const answer = await kubernetes.request("GET", "/api/v1/namespaces?limit=1");
    if (answer.status === 403) throw new SignInFailed(messageOf(answer));
    return { kubernetes };
  } catch (error) {
    if (!(error instanceof SignInFailed)) return unreachable(error);
    kubernetes.close();
    throw new DrainError(
      `The API server of ${clusterName} denied access: ${said(error)}. ` +
        `Sign in to AWS in ${region} as an administrator of the cluster and run this again, or ${skipped}.`,
    );
  }
}

/** Text of another program, on one line. */
function said(error: unknown): string {
  return escapeControlChars((error as Error).message.trim());
}

/** The kubeconfig has no keys. A profile that it names takes precedence over keys. */
function withKeys({ exec, ...access }: Access, login: AwsLogin = {}): Access {
  const keys = Object.entries(keyVariables(login)).map(([name, value]) => ({ name, value }));
  return { ...access, ...(exec && { exec: { ...exec, env: [...(exec.env ?? []), ...keys] } }) };
}

async function whyUnreachable(reason: string, clusterName: string, aws: Aws): Promise<Connection> {
  const found = await clusterState(aws, clusterName);
  if (found.state === "gone") return { absent: `The cluster ${clusterName} no longer exists in EKS. ${forgetting}` };
  if (found.state === "unknown")
    throw new DrainError(
      `${reason}, and it is unknown whether the cluster ${clusterName} still exists (${found.reason}). ` +
        `If it does, its load balancers and volumes would be orphaned: fix the error and run this again, or ${skipped}.`,
    );
  throw new DrainError(
    `The cluster ${clusterName} is ${found.status}, but ${reason}. Run this from where its endpoint can be reached (a VPN, a host in the VPC, ` +
      `or an address in eks-blueprints:cluster.endpoint), or ${skipped}.`,
  );
}
