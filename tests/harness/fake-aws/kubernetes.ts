// Kubernetes on the fake AWS: the cluster of an object, whether it is reachable, and what is deleted with a namespace.

import { replacedOnChange } from "../../../components/util/immutable-fields";
import { isRecord } from "../../../components/util/is-record";
import { differences } from "../../../plan/diff/differences";
import { parsePath, valueAt } from "../../../plan/diff/paths";
import type { Value, Values } from "../../../plan/types";
import type { Clock } from "./clock";
import type { Ledger } from "./ledger";
import { types } from "./references";
import { FakeAwsError, type LiveResource } from "./types";

/** The address of a provider's API server. */
export function serverOf(type: string, provider: Values): string | undefined {
  if (!type.startsWith("kubernetes:")) return undefined;
  return /"?server"?:\s*"?([^"\s,}]+)/.exec(text(provider.kubeconfig))?.[1] ?? "";
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

/** The reason for which a cluster is unreachable, if any. Unknown clusters are reachable. */
export function unreachable(server: string | undefined, ledger: Ledger, clock: Clock): FakeAwsError | undefined {
  if (server === undefined) return undefined;
  const here = ledger.of(types.cluster).find(({ outputs }) => outputs.endpoint === server);
  const down = here ? here.gone !== undefined : ledger.deleted().some(({ outputs }) => outputs.endpoint === server);
  const host = server.replace(/^https:\/\//, "");
  if (down)
    return new FakeAwsError(
      "Unreachable",
      `configured Kubernetes cluster is unreachable: unable to load schema information from the API server: Get "${server}/openapi/v2?timeout=32s": dial tcp: lookup ${host}: no such host`,
    );
  const entries = here ? ledger.of(types.accessEntry).filter(({ inputs }) => inputs.clusterName === here.id) : [];
  if (entries.some(({ visible }) => visible > clock.now()))
    return new FakeAwsError("Unauthorized", "the server has asked for the client to provide credentials");
  return undefined;
}

/** Helm rejects a second uninstall, and the provider reports that (pulumi-kubernetes, helm_release.go, read 2026-11). */
export function uninstalled(id: string): FakeAwsError {
  return new FakeAwsError("uninstall", `Release not loaded: ${id.split("/").at(-1)}: release: not found`);
}

/** The API server's rejection of a change of an immutable field. */
export function immutableField(
  { type, id, inputs: was }: Pick<LiveResource, "type" | "id" | "inputs">,
  inputs: Values,
): FakeAwsError | undefined {
  if (!type.startsWith("kubernetes:")) return undefined;
  const [, apiVersion = "", kind = ""] = type.split(":");
  const { replaceOnChanges: fields = [] } = replacedOnChange(apiVersion, kind);
  const field = fields.find((path) => differences(valueAt(was, parsePath(path)), valueAt(inputs, parsePath(path))).length > 0);
  const name = id.split("/").at(-1);
  return field === undefined
    ? undefined
    : new FakeAwsError("Invalid", `${kind} "${name}" is invalid: ${field}: Forbidden: may not be changed in an update.`);
}

/** The namespace of an object or a release, if any. */
export function namespaceOf({ type, outputs }: Pick<LiveResource, "type" | "outputs">): string | undefined {
  const from = type === types.release ? outputs : isRecord(outputs.metadata) ? outputs.metadata : {};
  return typeof from.namespace === "string" ? from.namespace : undefined;
}

/** The reason for which an object cannot be created in its namespace, if any: the namespace is deleted or terminating. */
export function missingNamespace(
  candidate: Pick<LiveResource, "type" | "inputs" | "outputs" | "server">,
  ledger: Ledger,
): FakeAwsError | undefined {
  const namespace = candidate.type.startsWith("kubernetes:") ? namespaceOf(candidate) : undefined;
  if (namespace === undefined || (candidate.type === types.release && candidate.inputs.createNamespace === true)) return undefined;
  const inServer = ({ type, id, server }: LiveResource) => type === types.namespace && id === namespace && server === candidate.server;
  const here = ledger.existing().find(inServer);
  if (here?.gone !== undefined)
    return new FakeAwsError("Forbidden", `unable to create new content in namespace ${namespace} because it is being terminated`);
  return !here && ledger.deleted().some(inServer) ? new FakeAwsError("NotFound", `namespaces "${namespace}" not found`) : undefined;
}
