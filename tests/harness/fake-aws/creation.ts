// Creates and updates resources, or rejects the request immediately.
import { kindsOf } from "../../../components/reference/durations";
import { isRecord } from "../../../components/util/is-record";
import { configuration } from "../../../plan/simulation/providers";
import { number, plainValues } from "../../../plan/simulation/values";
import type { ResourceRequest, Values } from "../../../plan/types";
import { secondsOf } from "./durations";
import { createdByEks, rejectedCreation, rejectedUpdate } from "./eks";
import { pending } from "./failures";
import { immutableField, missingNamespace, serverOf, unreachable } from "./kubernetes";
import { nameConflict } from "./names";
import { joinTimeout } from "./nodes";
import type { Parts } from "./parts";
import { quotaExceeded } from "./quotas";
import { types } from "./references";
import { unmetRequirement } from "./requirements";
import { type Failure, FakeAwsError, type LiveResource } from "./types";

export class Creation {
  constructor(private readonly parts: Parts) {}

  create(request: ResourceRequest, failure: Failure | undefined): LiveResource {
    const { ledger, clock, simulation, options } = this.parts;
    const { type, urn, name, directory } = request;
    const inputs = plainValues(request.inputs);
    const server = serverOf(type, request.provider);
    throwFirst(
      unreachable(server, ledger, clock),
      quotaExceeded(type, inputs, ledger, options.quotas),
      unmetRequirement(type, inputs, ledger, clock),
    );
    const generation = ledger.generation(urn);
    const { id, ...drafted } = simulation.draft({ ...request, preview: false, generation });
    const outputs = { ...drafted.outputs, ...options.outputs?.[type] };
    const candidate = { type, id: String(id), inputs, outputs, ...(server === undefined ? {} : { server }) };
    throwFirst(rejectedCreation(type, inputs, outputs, ledger), missingNamespace(candidate, ledger), nameConflict(candidate, ledger));
    const created = clock.now();
    const ready = created + this.seconds(urn, type, "create", kindsOf(type, inputs));
    const hiddenSeconds = failure?.kind === "eventual-consistency" ? (failure.seconds ?? 30) : 0;
    const resource = ledger.add({
      ...candidate,
      ...(isInterrupted(type, failure) ? { outputs: withStatus(outputs, "pending-install") } : {}),
      urn,
      name,
      provider: configuration(request.provider),
      directory,
      generation,
      seed: urn,
      created,
      ready,
      visible: hiddenSeconds === 0 ? created : ready + hiddenSeconds,
    });
    for (const own of createdByEks(resource, ledger)) ledger.add(own);
    return resource;
  }

  update(request: ResourceRequest & { readonly id: string }, failure: Failure | undefined): LiveResource {
    const { ledger, clock, simulation, options } = this.parts;
    const { type, urn, id } = request;
    const inputs = plainValues(request.inputs);
    const server = serverOf(type, request.provider);
    throwFirst(unreachable(server, ledger, clock));
    const was = ledger.find(type, id, { urn, server });
    if (!was || was.gone !== undefined) throw notFound(type, id);
    throwFirst(rejectedUpdate(was, inputs, ledger), immutableField(was, inputs), pendingOf(was));
    const { seed, generation, name } = was;
    const drafted = simulation.draft({ ...request, name, urn: seed, generation, preview: false });
    const outputs = { ...drafted.outputs, ...options.outputs?.[type] };
    const ready = clock.now() + this.seconds(urn, type, "update", changedProperties(was.inputs, inputs));
    const next =
      type === types.launchTemplate ? withVersion(was, inputs, outputs) : type === types.release ? withRevision(was, outputs) : outputs;
    return ledger.change(was.serial, {
      urn,
      inputs,
      outputs: isInterrupted(type, failure) ? withStatus(next, "pending-upgrade") : next,
      ready,
    });
  }

  /** A node group whose nodes did not join remains in a failed state until it is deleted. */
  async fail(resource: LiveResource): Promise<void> {
    const { ledger, clock } = this.parts;
    await clock.wait(joinTimeout);
    ledger.change(resource.serial, { outputs: { ...resource.outputs, status: "CREATE_FAILED" } });
  }

  private seconds(urn: string, type: string, op: "create" | "update", variants: readonly string[]): number {
    return jittered(this.parts.options, urn, op, type, variants);
  }
}

/** The seconds that an operation takes with these options. */
export function jittered(
  { durations, seed }: { readonly durations?: Parts["options"]["durations"]; readonly seed?: string },
  urn: string,
  op: "create" | "update" | "delete",
  type: string,
  variants: readonly string[] = [],
): number {
  const usual = secondsOf(durations, type, op, variants);
  return seed === undefined ? usual : usual * (0.8 + number(`${seed} ${urn} ${op}`, 401) / 1000);
}

function throwFirst(...reasons: readonly (FakeAwsError | undefined)[]): void {
  const reason = reasons.find(Boolean);
  if (reason) throw reason;
}

function notFound(type: string, id: string): FakeAwsError {
  return new FakeAwsError("NotFound", `${type.split(":").at(-1)} ${id} does not exist`);
}

/** Helm records a release as pending before it starts. */
function isInterrupted(type: string, failure: Failure | undefined): boolean {
  return type === types.release && (failure?.kind === "release-pending" || failure?.kind === "kill-provider");
}

function withStatus(outputs: Values, status: string): Values {
  return { ...outputs, status: { ...(isRecord(outputs.status) ? outputs.status : {}), status } };
}

function pendingOf({ outputs }: LiveResource): FakeAwsError | undefined {
  return isRecord(outputs.status) && String(outputs.status.status).startsWith("pending-") ? pending() : undefined;
}

function withRevision({ outputs: was }: LiveResource, outputs: Values): Values {
  const revision = isRecord(was.status) ? Number(was.status.revision) + 1 : 1;
  return { ...outputs, status: { ...(isRecord(outputs.status) ? outputs.status : {}), revision } };
}

/** Changed launch template data creates a new version; changed tags do not. */
function withVersion({ inputs: was, outputs: previous }: LiveResource, inputs: Values, outputs: Values): Values {
  const dataOf = ({ tags: _, ...data }: Values) => JSON.stringify(data);
  const latestVersion = Number(previous.latestVersion) + (dataOf(was) === dataOf(inputs) ? 0 : 1);
  return {
    ...outputs,
    latestVersion,
    defaultVersion: inputs.updateDefaultVersion === true ? latestVersion : (previous.defaultVersion ?? 1),
  };
}

function changedProperties(was: Values, now: Values): readonly string[] {
  return Object.keys({ ...was, ...now }).filter((property) => JSON.stringify(was[property]) !== JSON.stringify(now[property]));
}
