// The events of a fake AWS on disk, one per line, written before the response, so that a killed process loses nothing.
import * as fs from "node:fs";
import { UNKNOWN, type Value, type Values } from "../../../plan/types";
import type { LiveResource, Operation } from "./types";

export type Event =
  | { readonly kind: "created"; readonly resource: LiveResource }
  | {
      readonly kind: "changed";
      readonly serial: number;
      readonly to: Partial<Pick<LiveResource, "urn" | "inputs" | "outputs" | "ready" | "gone" | "owner">>;
    }
  | { readonly kind: "counted"; readonly failure: number; readonly at: number }
  | { readonly kind: "operation"; readonly operation: Operation };

const unknown = "\u0000unknown";

/** Appends events to a file. Only one process may use it. */
export class Journal {
  readonly events: readonly Event[];
  private readonly file: number;

  constructor(path: string) {
    this.events = fs.existsSync(path) ? read(path) : [];
    this.file = fs.openSync(path, "a");
  }

  write(event: Event): void {
    fs.writeSync(this.file, `${JSON.stringify(event, (_, value) => (value === UNKNOWN ? unknown : value))}\n`);
  }

  close(): void {
    fs.closeSync(this.file);
  }
}

/** A line without a newline was truncated while it was written: its response was never sent. */
function read(path: string): Event[] {
  const text = fs.readFileSync(path, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) fs.truncateSync(path, Buffer.byteLength(whole));
  return whole
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line, (_, value: Value | Values) => (value === unknown ? UNKNOWN : value)) as Event);
}
