// Reads server and credentials from a kubeconfig in JSON.
import { DrainError } from "../types";

export interface ExecCommand {
  readonly apiVersion: string;
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null;
}

export interface Access {
  readonly server: URL;
  /** PEM. */
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
  readonly exec?: ExecCommand;
}

interface Kubeconfig {
  readonly "current-context"?: string;
  readonly contexts?: readonly { readonly name: string; readonly context: { readonly cluster: string; readonly user: string } }[];
  readonly clusters?: readonly { readonly name: string; readonly cluster: Readonly<Record<string, string>> }[];
  // biome-ignore lint/suspicious/noExplicitAny: each way to sign in has its own form
  readonly users?: readonly { readonly name: string; readonly user: any }[];
}

/**
 * Server and credentials of the current context.
 * @throws DrainError if it is not JSON, or has no server
 */
export function readKubeconfig(text: string): Access {
  const config = parsed(text);
  const context = config.contexts?.find(({ name }) => name === config["current-context"])?.context;
  const cluster = config.clusters?.find(({ name }) => name === context?.cluster)?.cluster;
  const user = config.users?.find(({ name }) => name === context?.user)?.user ?? {};
  if (!cluster?.server) throw new DrainError("the kubeconfig of the drain names no server: run `pulumi up` to regenerate it");
  return {
    server: new URL(cluster.server),
    ca: decoded(cluster["certificate-authority-data"]),
    certificate: decoded(user["client-certificate-data"]),
    key: decoded(user["client-key-data"]),
    token: user.token,
    exec: user.exec,
  };
}

function parsed(text: string): Kubeconfig {
  try {
    return JSON.parse(text);
  } catch {
    throw new DrainError("the kubeconfig of the drain is not JSON: run `pulumi up` to regenerate it");
  }
}

function decoded(base64: string | undefined): string | undefined {
  return base64 && Buffer.from(base64, "base64").toString("utf8");
}
