import type { Value, Values } from "../types";

/** A simulated resource. */
export interface SimulatedResource {
  readonly id: Value;
  readonly outputs: Values;
}

/** A resource in the state, as data sources and components find it. */
export interface State extends SimulatedResource {
  readonly type: string;
}

/** All resources that were created or read in one simulated cloud. */
export class StateStore {
  private readonly byUrn = new Map<string, State>();
  private readonly byId = new Map<string, State>();

  remember(urn: string, state: State): void {
    this.byUrn.set(urn, state);
    if (typeof state.id === "string") this.byId.set(keyOf(state.type, state.id), state);
  }

  /** A replacement takes the URN of the replaced resource. */
  forget(urn: string, type: string, id: string): void {
    if (this.byUrn.get(urn)?.id === id) this.byUrn.delete(urn);
    this.byId.delete(keyOf(type, id));
  }

  /** The resource with a URN. */
  at(urn: string): State | undefined {
    return this.byUrn.get(urn);
  }

  /** Outputs of the resource of a type that has an id. */
  find(type: string, id: string): Values | undefined {
    return this.byId.get(keyOf(type, id))?.outputs;
  }

  /** All resources of a type. */
  all(type: string): readonly State[] {
    return [...this.byUrn.values()].filter((state) => state.type === type);
  }
}

/** Ids are unique within a type only. */
function keyOf(type: string, id: string): string {
  return `${type}\0${id}`;
}
