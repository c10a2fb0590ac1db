import { plainValues } from "../../../plan/simulation/values";
import type { CallRequest, ReadRequest, ResourceRequest, Values } from "../../../plan/types";
import { Creation } from "./creation";
import { Deletion } from "./deletion";
import { type Call, errorOf, isLate } from "./failures";
import { serverOf, uninstalled, unreachable } from "./kubernetes";
import { deletedLookup } from "./lookups";
import { joinFailure } from "./nodes";
import type { Parts } from "./parts";
import { types } from "./references";
import { retryOf } from "./retries";
import { type Failure, FakeAwsError, type FakeResource, type LiveResource } from "./types";

/** Seconds that a lookup takes. */
const lookupSeconds = 0.3;

export class Actions {
  private readonly creation: Creation;
  private readonly deletion: Deletion;
  /** Fargate profiles of a cluster are created and deleted one at a time: terraform-provider-aws holds a lock for them. */
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(private readonly parts: Parts) {
    this.creation = new Creation(parts);
    this.deletion = new Deletion(parts);
  }

  /** The outputs of a new resource with this URN or, with an id, of the existing one. */
  preview({ id, ...request }: ResourceRequest & { readonly id?: string }): { readonly outputs: Values } {
    const { simulation, ledger } = this.parts;
    const { type, urn, name } = request;
    const existing = id === undefined ? undefined : ledger.find(type, id, { urn, server: serverOf(type, request.provider) });
    const origin = existing
      ? { urn: existing.seed, name: existing.name, generation: existing.generation }
      : { urn, name, generation: ledger.generation(urn) };
    return simulation.draft({ ...request, ...origin, preview: true });
  }

  create(request: ResourceRequest): Promise<FakeResource> {
    const { type, urn, inputs } = request;
    const call: Call = { op: "create", type, id: "" };
    return this.record(call, urn, () =>
      this.inOrder(type, inputs, async () => {
        const { done, failure } = await this.persist(call, (failure) => this.creation.create(request, failure));
        await this.end(call, failure, done.ready);
        const joinError = joinFailure(done, this.parts.ledger);
        if (!joinError) return done;
        await this.creation.fail(done);
        throw joinError;
      }),
    );
  }

  read(request: ReadRequest): Promise<FakeResource | undefined> {
    const { type, urn, id } = request;
    const { ledger, simulation } = this.parts;
    const call: Call = { op: "read", type, id };
    return this.record(call, urn, async () => {
      const server = serverOf(type, request.provider);
      await this.persist(call, () => this.reach(server));
      await this.parts.clock.wait(lookupSeconds);
      const found = ledger.find(type, id, { urn, server });
      if (found || ledger.knows(type, id)) return found;
      return { type, id, urn, inputs: plainValues(request.inputs), outputs: simulation.read!(request) };
    });
  }

  update(request: ResourceRequest & { readonly id: string; readonly olds: Values }): Promise<FakeResource> {
    const { type, urn, id } = request;
    const call: Call = { op: "update", type, id };
    return this.record(call, urn, async () => {
      const { done, failure } = await this.persist(call, (failure) => this.creation.update(request, failure));
      await this.end(call, failure, done.ready);
      return done;
    });
  }

  delete(request: { readonly type: string; readonly id: string; readonly urn: string; readonly provider?: Values }): Promise<void> {
    const { type, id, urn, provider } = request;
    const call: Call = { op: "delete", type, id };
    const server = provider && serverOf(type, provider);
    return this.record(call, urn, async () => {
      const found = this.parts.ledger.find(type, id, { urn, server });
      if (!found) {
        this.reach(server);
        if (type === types.release) throw uninstalled(id);
        return;
      }
      await this.inOrder(type, found.inputs, async () => {
        const { done, failure } = await this.persist(call, () => this.deletion.delete(found));
        await this.end(call, failure, done.gone!);
      });
    });
  }

  invoke(request: CallRequest): Promise<Values> {
    const { token, args } = request;
    const call: Call = { op: "invoke", type: token, id: "" };
    return this.record(call, "", async () => {
      await this.persist(call, () => undefined);
      await this.parts.clock.wait(lookupSeconds);
      const missing = deletedLookup(token, args, this.parts.ledger);
      if (missing) throw missing;
      return this.parts.simulation.invoke(request);
    });
  }

  private reach(server: string | undefined): void {
    const down = unreachable(server, this.parts.ledger, this.parts.clock);
    if (down) throw down;
  }

  /** Retries until success or until the provider would give up. */
  private async persist<T>(
    call: Call,
    attempt: (failure: Failure | undefined) => T,
  ): Promise<{ readonly done: T; readonly failure: Failure | undefined }> {
    const { failures, clock } = this.parts;
    for (let waited = 0; ; ) {
      const failure = failures.next(call, clock.now());
      if (failure?.kind === "kill-provider" && failure.when === "before") await this.killed();
      try {
        if (failure && !isLate(failure)) throw errorOf(failure, call);
        return { done: attempt(failure), failure };
      } catch (error) {
        const retry = error instanceof FakeAwsError ? retryOf(call.op, call.type, error) : undefined;
        if (!retry || waited >= retry.within) throw error;
        await clock.wait(retry.every);
        waited += retry.every;
      }
    }
  }

  /** Waits for the end of the operation, unless its response is lost. */
  private async end(call: Call, failure: Failure | undefined, until: number): Promise<void> {
    const { clock } = this.parts;
    if (failure?.kind === "kill-provider") await this.killed();
    if (failure?.kind === "partial" || failure?.kind === "release-pending") throw errorOf({ kind: "partial" }, call);
    await clock.wait(Math.max(0, until - clock.now()));
  }

  private killed(): Promise<never> {
    this.parts.options.killed?.();
    return new Promise<never>(() => {});
  }

  private async inOrder<T>(type: string, inputs: Values, act: () => Promise<T>): Promise<T> {
    if (type !== types.fargateProfile) return act();
    const cluster = String(inputs.clusterName);
    const result = (this.queues.get(cluster) ?? Promise.resolve()).then(act);
    this.queues.set(
      cluster,
      result.catch(() => {}),
    );
    return result;
  }

  private async record<T>({ op, type, id }: Call, urn: string, act: () => Promise<T>): Promise<T> {
    const { clock, record } = this.parts;
    const start = clock.now();
    const finish = (known: string, error?: string) =>
      record({ op, type, urn, ...(known ? { id: known } : {}), start, end: clock.now(), ...(error === undefined ? {} : { error }) });
    try {
      const result = await act();
      finish(id || ((result as LiveResource | undefined)?.id ?? ""));
      return result;
    } catch (error) {
      finish(id, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }
}
