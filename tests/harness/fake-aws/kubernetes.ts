// Kubernetes in the world: which cluster an object is in, whether that answers, and what else goes with a namespace.

import { replacedOnChange } from "../../../components/util/immutable-fields";
import { isRecord } from "../../../components/util/is-record";
import { differences } from "../../../plan/diff/differences";
import { parsePath, valueAt } from "../../../plan/diff/paths";
import type { Value, Values } from "../../../plan/types";
import type { Clock } from "./clock";
import type { Ledger } from "./ledger";
import { types } from "./references";
import { FakeAwsError, type LiveResource } from "./types";

/** Address of the API server that a provider talks to. */
export function serverOf(type: string, provider: Values): string | undefined {
  if (!type.startsWith("kubernetes:")) return undefined;
  return /"?server"?:\s*"?([^"\s,}]+)/.exec(text(provider.kubeconfig))?.[1] ?? "";
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

/** Why a cluster does not answer, or nothing. A cluster that the world never knew is somebody else's and answers. */
export function unreachable(server: string | undefined, ledger: Ledger, clock: Clock): FakeAwsError | undefined {
  if (server === undefined) return undefined;
  const here = ledger.of(types.cluster).find(({ outputs }) => outputs.endpoint === server);
  const down = here ? here.gone !== undefined : ledger.past().some(({ outputs }) => outputs.endpoint === server);
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

/** Helm deletes nothing twice, and the provider hands that on (pulumi-kubernetes, helm_release.go, read 2026-11). */
export function uninstalled(id: string): FakeAwsError {
  return new FakeAwsError("uninstall", `Release not loaded: ${id.split("/").at(-1)}: release: not found`);
}

/** What the API server says of an update that changes a field which it never changes, though the provider tries. */
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

/** Namespace of an object or a release; nothing for what lies in none. */
export function namespaceOf({ type, outputs }: Pick<LiveResource, "type" | "outputs">): string | undefined {
  const from = type === types.release ? outputs : isRecord(outputs.metadata) ? outputs.metadata : {};
  return typeof from.namespace === "string" ? from.namespace : undefined;
}

/** Why an object cannot be made in its namespace: the world knows it, and it is gone or going. */
export function homeless(
  candidate: Pick<LiveResource, "type" | "inputs" | "outputs" | "server">,
  ledger: Ledger,
): FakeAwsError | undefined {
  const namespace = candidate.type.startsWith("kubernetes:") ? namespaceOf(candidate) : undefined;
  if (namespace === undefined || (candidate.type === types.release && candidate.inputs.createNamespace === true)) return undefined;
  const inServer = ({ type, id, server }: LiveResource) => type === types.namespace && id === namespace && server === candidate.server;
  const here = ledger.there().find(inServer);
  if (here?.gone !== undefined)
    return new FakeAwsError("Forbidden", `unable to create new content in namespace ${namespace} because it is being terminated`);
  return !here && ledger.past().some(inServer) ? new FakeAwsError("NotFound", `namespaces "${namespace}" not found`) : undefined;
}
