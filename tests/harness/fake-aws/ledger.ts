// Everything that was ever made in a world, and what of it is still there.
import type { RestorableSimulation } from "../../../plan/simulation";
import type { Clock } from "./clock";
import type { Event, Journal } from "./journal";
import type { LiveResource } from "./types";

export class Ledger {
  private readonly liveResources: LiveResource[] = [];

  constructor(
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly simulation: RestorableSimulation,
  ) {
    for (const event of journal.past) this.apply(event);
    for (const { urn, type, id, outputs } of this.there()) simulation.adopt(urn, { type, id, outputs });
  }

  /** What is there, or still going. */
  there(): readonly LiveResource[] {
    const now = this.clock.now();
    return this.liveResources.filter(({ gone }) => gone === undefined || gone > now);
  }

  /** What is gone. */
  past(): readonly LiveResource[] {
    const now = this.clock.now();
    return this.liveResources.filter(({ gone }) => gone !== undefined && gone <= now);
  }

  /** Still being made, or changed. */
  isBusy({ ready }: LiveResource): boolean {
    return ready > this.clock.now();
  }

  of(type: string): readonly LiveResource[] {
    return this.there().filter((standing) => standing.type === type);
  }

  at(serial: number): LiveResource {
    return this.liveResources[serial]!;
  }

  /** The thing with an id; of several, as in two clusters, the one with the URN or of the server. */
  find(type: string, id: string, { urn, server }: { readonly urn?: string; readonly server?: string } = {}): LiveResource | undefined {
    const found = this.of(type).filter((standing) => standing.id === id && (server === undefined || standing.server === server));
    return found.find((standing) => standing.urn === urn) ?? found.at(-1);
  }

  /** Whether there ever was one of this id. */
  knows(type: string, id: string): boolean {
    return this.liveResources.some((standing) => standing.type === type && standing.id === id);
  }

  /** How many were made for a URN. */
  generation(urn: string): number {
    return this.liveResources.filter(({ seed }) => seed === urn).length;
  }

  add(standing: Omit<LiveResource, "serial">): LiveResource {
    const whole = { ...standing, serial: this.liveResources.length };
    this.record({ kind: "made", standing: whole });
    const { urn, type, id, outputs } = whole;
    this.simulation.adopt(urn, { type, id, outputs });
    return whole;
  }

  change(serial: number, to: Extract<Event, { kind: "changed" }>["to"]): LiveResource {
    this.record({ kind: "changed", serial, to });
    const now = this.at(serial);
    if (now.gone === undefined) this.simulation.adopt(now.urn, now);
    else this.simulation.forget(now.urn, now.type, now.id);
    return now;
  }

  private record(event: Event): void {
    this.journal.write(event);
    this.apply(event);
  }

  private apply(event: Event): void {
    if (event.kind === "made") this.liveResources[event.standing.serial] = event.standing;
    if (event.kind === "changed") this.liveResources[event.serial] = { ...this.at(event.serial), ...event.to };
  }
}
