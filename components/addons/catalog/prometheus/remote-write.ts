import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../iam/policy";
import { dnsSuffixOf } from "../../../reference/partition";
import type { Context } from "../../../util/context";
import type { InstallContext } from "../../addon";
import type { Monitoring } from "../amp";

/** Target of remote write: a workspace of Amazon Managed Prometheus in the stack's region, or a URL. */
export type RemoteWrite = { readonly workspaceId: pulumi.Input<string> } | { readonly url: string };

/** The same, or the workspace of the add-on `amp`. */
export type RemoteWriteSetting = "amp" | RemoteWrite;

export function remoteWriteTarget(setting: RemoteWriteSetting, { resourcesOf }: Pick<InstallContext, "resourcesOf">): RemoteWrite {
  return setting === "amp" ? { workspaceId: (resourcesOf("amp") as Monitoring).prometheus.workspaceId } : setting;
}

/** A workspace of Amazon Managed Prometheus. */
interface Workspace {
  readonly region: string;
  readonly id: pulumi.Input<string>;
}

const workspacePath = /^https:\/\/aps-workspaces(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.]+\/workspaces\/(ws-[0-9a-f-]+)\//;

/** The workspace of a remote-write target, also given by its URL; nothing for other targets. */
function workspaceOf(target: RemoteWrite, region: string): Workspace | undefined {
  if ("workspaceId" in target) return { region, id: target.workspaceId };
  const [, found, id] = workspacePath.exec(target.url) ?? [];
  return found && id ? { region: found, id } : undefined;
}

/** Whether Amazon Managed Prometheus receives the samples, which requires AWS permissions. */
export function writesToWorkspace(target: RemoteWriteSetting): boolean {
  return target === "amp" || "workspaceId" in target || workspacePath.test(target.url);
}

/** Entry of `prometheusSpec.remoteWrite`: signed with SigV4 for AWS. */
export function remoteWriteSpec(target: RemoteWrite, region: string) {
  const workspace = workspaceOf(target, region);
  const url =
    "url" in target
      ? target.url
      : pulumi.interpolate`https://aps-workspaces.${region}.${dnsSuffixOf(region)}/workspaces/${target.workspaceId}/api/v1/remote_write`;
  return { url, ...(workspace && { sigv4: { region: workspace.region } }) };
}

/**
 * Permission to write to the workspace; none for other targets.
 * Source of the action: AWS managed policy AmazonPrometheusRemoteWriteAccess v1, where it applies to every workspace.
 */
export function remoteWriteStatements(target: RemoteWrite, { partition, region }: Context): readonly Statement[] {
  const workspace = workspaceOf(target, region);
  if (!workspace) return [];
  return [
    {
      Effect: "Allow",
      Action: ["aps:RemoteWrite"],
      Resource: pulumi.interpolate`arn:${partition}:aps:${workspace.region}:*:workspace/${workspace.id}`,
    },
  ];
}
