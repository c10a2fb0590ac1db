// All resources of a fake AWS, existing and deleted.
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
    for (const event of journal.events) this.apply(event);
    for (const { urn, type, id, outputs } of this.existing()) simulation.adopt(urn, { type, id, outputs });
  }

  /** Existing resources, including those being deleted. */
  existing(): readonly LiveResource[] {
    const now = this.clock.now();
    return this.liveResources.filter(({ gone }) => gone === undefined || gone > now);
  }

  /** Deleted resources. */
  deleted(): readonly LiveResource[] {
    const now = this.clock.now();
    return this.liveResources.filter(({ gone }) => gone !== undefined && gone <= now);
  }

  /** Whether it is being created or updated. */
  isBusy({ ready }: LiveResource): boolean {
    return ready > this.clock.now();
  }

  of(type: string): readonly LiveResource[] {
    return this.existing().filter((live) => live.type === type);
  }

  at(serial: number): LiveResource {
    return this.liveResources[serial]!;
  }

  /** The resource with an id; if there are several, as in two clusters, the one with the URN or on the server. */
  find(type: string, id: string, { urn, server }: { readonly urn?: string; readonly server?: string } = {}): LiveResource | undefined {
    const found = this.of(type).filter((live) => live.id === id && (server === undefined || live.server === server));
    return found.find((live) => live.urn === urn) ?? found.at(-1);
  }

  /** Whether a resource with this id ever existed. */
  knows(type: string, id: string): boolean {
    return this.liveResources.some((live) => live.type === type && live.id === id);
  }

  /** The number of resources created for a URN. */
  generation(urn: string): number {
    return this.liveResources.filter(({ seed }) => seed === urn).length;
  }

  add(resource: Omit<LiveResource, "serial">): LiveResource {
    const complete = { ...resource, serial: this.liveResources.length };
    this.record({ kind: "created", resource: complete });
    const { urn, type, id, outputs } = complete;
    this.simulation.adopt(urn, { type, id, outputs });
    return complete;
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
    if (event.kind === "created") this.liveResources[event.resource.serial] = event.resource;
    if (event.kind === "changed") this.liveResources[event.serial] = { ...this.at(event.serial), ...event.to };
  }
}
