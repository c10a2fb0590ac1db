import type { Value, Values } from "../../types";
import type { Place } from "./place";

/** An AWS resource while it is simulated. */
export interface Subject {
  readonly type: string;
  /** On which everything made up depends. */
  readonly seed: string;
  /** Name on AWS, else the logical name. */
  readonly name: string;
  readonly place: Place;
  /** Inputs as the provider gets them: without secrets, ids in place of resources, the name filled in. */
  readonly inputs: Values;
  /** An input as text; empty where it is left out. */
  readonly text: (property: string) => string;
  /** Outputs of a resource simulated before, by its type and id. */
  readonly known: (type: string, id: string) => Values | undefined;
}

/** How one type is simulated: its id, and what it answers beyond its inputs. */
export interface Rule {
  readonly id: (subject: Subject) => string;
  readonly outputs?: (subject: Subject, id: string) => Readonly<Record<string, Value | undefined>>;
}

export type Rules = Readonly<Record<string, Rule>>;
