// Makes and changes things, or says at once why not.
import { isRecord } from "../../../components/util/is-record";
import { configuration } from "../../../plan/simulation/providers";
import { number, plainValues } from "../../../plan/simulation/values";
import type { ResourceRequest, Values } from "../../../plan/types";
import { durationOf, durations } from "./durations";
import { ownDoings, refusedChange, refusedMaking } from "./eks";
import { pending } from "./failures";
import { homeless, immutableField, serverOf, unreachable } from "./kubernetes";
import { taken } from "./names";
import { patience } from "./nodes";
import type { Parts } from "./parts";
import { full } from "./quotas";
import { types } from "./references";
import { unmet } from "./requirements";
import { type Failure, FakeAwsError, type LiveResource } from "./types";

export class Creation {
  constructor(private readonly parts: Parts) {}

  create(request: ResourceRequest, fault: Failure | undefined): LiveResource {
    const { ledger, clock, simulation, options } = this.parts;
    const { type, urn, name, directory } = request;
    const inputs = plainValues(request.inputs);
    const server = serverOf(type, request.provider);
    refuse(unreachable(server, ledger, clock), full(type, inputs, ledger, options.quotas), unmet(type, inputs, ledger, clock));
    const generation = ledger.generation(urn);
    const { id, ...drafted } = simulation.draft({ ...request, preview: false, generation });
    const outputs = { ...drafted.outputs, ...options.outputs?.[type] };
    const candidate = { type, id: String(id), inputs, outputs, ...(server === undefined ? {} : { server }) };
    refuse(refusedMaking(type, inputs, outputs, ledger), homeless(candidate, ledger), taken(candidate, ledger));
    const made = clock.now();
    const ready = made + this.seconds(urn, type, "create", [String(inputs.vpcEndpointType ?? "Gateway")]);
    const unseen = fault?.kind === "eventual-consistency" ? (fault.seconds ?? 30) : 0;
    const standing = ledger.add({
      ...candidate,
      ...(cutShort(type, fault) ? { outputs: withStatus(outputs, "pending-install") } : {}),
      urn,
      name,
      provider: configuration(request.provider),
      directory,
      generation,
      seed: urn,
      made,
      ready,
      visible: unseen === 0 ? made : ready + unseen,
    });
    for (const own of ownDoings(standing, ledger)) ledger.add(own);
    return standing;
  }

  update(request: ResourceRequest & { readonly id: string }, fault: Failure | undefined): LiveResource {
    const { ledger, clock, simulation, options } = this.parts;
    const { type, urn, id } = request;
    const inputs = plainValues(request.inputs);
    const server = serverOf(type, request.provider);
    refuse(unreachable(server, ledger, clock));
    const was = ledger.find(type, id, { urn, server });
    if (!was || was.gone !== undefined) throw notFound(type, id);
    refuse(refusedChange(was, inputs, ledger), immutableField(was, inputs), pendingOf(was));
    const { seed, generation, name } = was;
    const drafted = simulation.draft({ ...request, name, urn: seed, generation, preview: false });
    const outputs = { ...drafted.outputs, ...options.outputs?.[type] };
    const ready = clock.now() + this.seconds(urn, type, "update", changedProperties(was.inputs, inputs));
    const next =
      type === types.launchTemplate ? withVersion(was, inputs, outputs) : type === types.release ? withRevision(was, outputs) : outputs;
    return ledger.change(was.serial, {
      urn,
      inputs,
      outputs: cutShort(type, fault) ? withStatus(next, "pending-upgrade") : next,
      ready,
    });
  }

  /** A node group whose machines did not join stays, failed, until somebody deletes it. */
  async fail(standing: LiveResource): Promise<void> {
    const { ledger, clock } = this.parts;
    await clock.wait(patience);
    ledger.change(standing.serial, { outputs: { ...standing.outputs, status: "CREATE_FAILED" } });
  }

  private seconds(urn: string, type: string, op: "create" | "update", variants: readonly string[]): number {
    return jittered(this.parts.options, urn, op, type, variants);
  }
}

/** Seconds that an operation takes in a world with these options. */
export function jittered(
  { durations: table = durations, seed }: { readonly durations?: Parts["options"]["durations"]; readonly seed?: string },
  urn: string,
  op: "create" | "update" | "delete",
  type: string,
  variants: readonly string[] = [],
): number {
  const usual = durationOf(table, type, op, variants);
  return seed === undefined ? usual : usual * (0.8 + number(`${seed} ${urn} ${op}`, 401) / 1000);
}

function refuse(...reasons: readonly (FakeAwsError | undefined)[]): void {
  const reason = reasons.find(Boolean);
  if (reason) throw reason;
}

function notFound(type: string, id: string): FakeAwsError {
  return new FakeAwsError("NotFound", `${type.split(":").at(-1)} ${id} does not exist`);
}

/** Helm writes a release down as pending before it begins. */
function cutShort(type: string, fault: Failure | undefined): boolean {
  return type === types.release && (fault?.kind === "release-pending" || fault?.kind === "kill-provider");
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

/** What a launch template says of machines is another version; tags of its own are not. */
function withVersion({ inputs: was, outputs: told }: LiveResource, inputs: Values, outputs: Values): Values {
  const says = ({ tags: _, ...data }: Values) => JSON.stringify(data);
  const latestVersion = Number(told.latestVersion) + (says(was) === says(inputs) ? 0 : 1);
  return { ...outputs, latestVersion, defaultVersion: inputs.updateDefaultVersion === true ? latestVersion : (told.defaultVersion ?? 1) };
}

/** Names of properties that change; what rolls machines counts as `version`. */
function changedProperties(was: Values, now: Values): readonly string[] {
  const changed = Object.keys({ ...was, ...now }).filter((property) => JSON.stringify(was[property]) !== JSON.stringify(now[property]));
  return changed.map((property) => (property === "launchTemplate" || property === "releaseVersion" ? "version" : property));
}
