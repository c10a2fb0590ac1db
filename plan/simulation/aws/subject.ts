import type { Value, Values } from "../../types";
import type { Place } from "./place";

/** An AWS resource while it is simulated. */
export interface Subject {
  readonly type: string;
  /** Seed of all generated values. */
  readonly seed: string;
  /** Name on AWS, else the logical name. */
  readonly name: string;
  readonly place: Place;
  /** Inputs as the provider gets them: without secret wrappers, with IDs in place of resources and with the name. */
  readonly inputs: Values;
  /** An input as a string; empty if absent. */
  readonly text: (property: string) => string;
  /** Outputs of a resource that was simulated before, by type and ID. */
  readonly known: (type: string, id: string) => Values | undefined;
}

/** How a type is simulated: its ID, and its outputs besides the inputs. */
export interface Rule {
  readonly id: (subject: Subject) => string;
  readonly outputs?: (subject: Subject, id: string) => Readonly<Record<string, Value | undefined>>;
}

export type Rules = Readonly<Record<string, Rule>>;
