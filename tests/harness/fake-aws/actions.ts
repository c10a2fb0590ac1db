import { plainValues } from "../../../plan/simulation/values";
import type { CallRequest, ReadRequest, ResourceRequest, Values } from "../../../plan/types";
import { Creation } from "./creation";
import { Deletion } from "./deletion";
import { type Call, errorOf, isLate } from "./failures";
import { serverOf, uninstalled, unreachable } from "./kubernetes";
import { gone } from "./lookups";
import { stray } from "./nodes";
import type { Parts } from "./parts";
import { types } from "./references";
import { retryOf } from "./retries";
import { type Failure, FakeAwsError, type FakeResource, type LiveResource } from "./types";

/** Seconds that a question takes. */
const glance = 0.3;

export class Actions {
  private readonly making: Creation;
  private readonly removing: Deletion;
  /** Fargate profiles of a cluster come and go one after another: terraform-provider-aws holds a lock for them. */
  private readonly lines = new Map<string, Promise<unknown>>();

  constructor(private readonly parts: Parts) {
    this.making = new Creation(parts);
    this.removing = new Deletion(parts);
  }

  /** What the inputs would make next for their URN, or of what is there. */
  preview({ id, ...request }: ResourceRequest & { readonly id?: string }): { readonly outputs: Values } {
    const { simulation, ledger } = this.parts;
    const { type, urn, name } = request;
    const there = id === undefined ? undefined : ledger.find(type, id, { urn, server: serverOf(type, request.provider) });
    const origin = there
      ? { urn: there.seed, name: there.name, generation: there.generation }
      : { urn, name, generation: ledger.generation(urn) };
    return simulation.draft({ ...request, ...origin, preview: true });
  }

  create(request: ResourceRequest): Promise<FakeResource> {
    const { type, urn, inputs } = request;
    const call: Call = { op: "create", type, id: "" };
    return this.record(call, urn, () =>
      this.inLine(type, inputs, async () => {
        const { done, fault } = await this.persist(call, (met) => this.making.create(request, met));
        await this.end(call, fault, done.ready);
        const failure = stray(done, this.parts.ledger);
        if (!failure) return done;
        await this.making.fail(done);
        throw failure;
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
      await this.parts.clock.wait(glance);
      const found = ledger.find(type, id, { urn, server });
      if (found || ledger.knows(type, id)) return found;
      return { type, id, urn, inputs: plainValues(request.inputs), outputs: simulation.read!(request) };
    });
  }

  update(request: ResourceRequest & { readonly id: string; readonly olds: Values }): Promise<FakeResource> {
    const { type, urn, id } = request;
    const call: Call = { op: "update", type, id };
    return this.record(call, urn, async () => {
      const { done, fault } = await this.persist(call, (met) => this.making.update(request, met));
      await this.end(call, fault, done.ready);
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
      await this.inLine(type, found.inputs, async () => {
        const { done, fault } = await this.persist(call, () => this.removing.delete(found));
        await this.end(call, fault, done.gone!);
      });
    });
  }

  invoke(request: CallRequest): Promise<Values> {
    const { token, args } = request;
    const call: Call = { op: "invoke", type: token, id: "" };
    return this.record(call, "", async () => {
      await this.persist(call, () => undefined);
      await this.parts.clock.wait(glance);
      const missing = gone(token, args, this.parts.ledger);
      if (missing) throw missing;
      return this.parts.simulation.invoke(request);
    });
  }

  private reach(server: string | undefined): void {
    const down = unreachable(server, this.parts.ledger, this.parts.clock);
    if (down) throw down;
  }

  /** Tries until it is done or the provider would give up. */
  private async persist<T>(
    call: Call,
    attempt: (fault: Failure | undefined) => T,
  ): Promise<{ readonly done: T; readonly fault: Failure | undefined }> {
    const { faults, clock } = this.parts;
    for (let waited = 0; ; ) {
      const fault = faults.next(call, clock.now());
      if (fault?.kind === "kill-provider" && fault.when === "before") await this.killed();
      try {
        if (fault && !isLate(fault)) throw errorOf(fault, call);
        return { done: attempt(fault), fault };
      } catch (error) {
        const retry = error instanceof FakeAwsError ? retryOf(call.op, call.type, error) : undefined;
        if (!retry || waited >= retry.within) throw error;
        await clock.wait(retry.every);
        waited += retry.every;
      }
    }
  }

  /** Waits for what was begun, unless the answer is lost. */
  private async end(call: Call, fault: Failure | undefined, until: number): Promise<void> {
    const { clock } = this.parts;
    if (fault?.kind === "kill-provider") await this.killed();
    if (fault?.kind === "partial" || fault?.kind === "release-pending") throw errorOf({ kind: "partial" }, call);
    await clock.wait(Math.max(0, until - clock.now()));
  }

  private killed(): Promise<never> {
    this.parts.options.killed?.();
    return new Promise<never>(() => {});
  }

  private async inLine<T>(type: string, inputs: Values, act: () => Promise<T>): Promise<T> {
    if (type !== types.fargateProfile) return act();
    const cluster = String(inputs.clusterName);
    const mine = (this.lines.get(cluster) ?? Promise.resolve()).then(act);
    this.lines.set(
      cluster,
      mine.catch(() => {}),
    );
    return mine;
  }

  private async record<T>({ op, type, id }: Call, urn: string, act: () => Promise<T>): Promise<T> {
    const { clock, record } = this.parts;
    const start = clock.now();
    const told = (known: string, error?: string) =>
      record({ op, type, urn, ...(known ? { id: known } : {}), start, end: clock.now(), ...(error === undefined ? {} : { error }) });
    try {
      const result = await act();
      told(id || ((result as LiveResource | undefined)?.id ?? ""));
      return result;
    } catch (error) {
      told(id, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }
}
