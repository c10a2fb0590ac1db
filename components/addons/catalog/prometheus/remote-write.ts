import type { Statement } from "../../../iam/policy";
import { dnsSuffixOf } from "../../../reference/partition";
import type { Context } from "../../../util/context";

/** Where samples are sent on to: a workspace of Amazon Managed Prometheus in the stack's region, or an address. */
export type RemoteWrite = { readonly workspaceId: string } | { readonly url: string };

/** A workspace of Amazon Managed Prometheus. */
interface Workspace {
  readonly region: string;
  readonly id: string;
}

const workspacePath = /^https:\/\/aps-workspaces(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.]+\/workspaces\/(ws-[0-9a-f-]+)\//;

/** The workspace that is meant, also by its address; nothing where something else takes the samples. */
function workspaceOf(target: RemoteWrite, region: string): Workspace | undefined {
  if ("workspaceId" in target) return { region, id: target.workspaceId };
  const [, found, id] = workspacePath.exec(target.url) ?? [];
  return found && id ? { region: found, id } : undefined;
}

/** Entry of `prometheusSpec.remoteWrite`: signed where AWS takes the samples. */
export function remoteWriteSpec(target: RemoteWrite, region: string) {
  const workspace = workspaceOf(target, region);
  const url =
    "url" in target
      ? target.url
      : `https://aps-workspaces.${region}.${dnsSuffixOf(region)}/workspaces/${target.workspaceId}/api/v1/remote_write`;
  return { url, ...(workspace && { sigv4: { region: workspace.region } }) };
}

/**
 * Right to write into the one workspace; none where something else takes the samples.
 * Source of the action: AWS managed policy AmazonPrometheusRemoteWriteAccess v1, there for every workspace.
 */
export function remoteWriteStatements(target: RemoteWrite, { partition, region }: Context): readonly Statement[] {
  const workspace = workspaceOf(target, region);
  if (!workspace) return [];
  return [
    { Effect: "Allow", Action: ["aps:RemoteWrite"], Resource: `arn:${partition}:aps:${workspace.region}:*:workspace/${workspace.id}` },
  ];
}
