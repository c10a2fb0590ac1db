// What happened in a world, on disk: one line an event, written before the answer goes out, so that a killed process forgets nothing.
import * as fs from "node:fs";
import { UNKNOWN, type Value, type Values } from "../../../plan/types";
import type { LiveResource, Operation } from "./types";

export type Event =
  | { readonly kind: "made"; readonly standing: LiveResource }
  | {
      readonly kind: "changed";
      readonly serial: number;
      readonly to: Partial<Pick<LiveResource, "urn" | "inputs" | "outputs" | "ready" | "gone" | "owner">>;
    }
  | { readonly kind: "met"; readonly fault: number; readonly at: number }
  | { readonly kind: "did"; readonly operation: Operation };

const unknown = "\u0000unknown";

/** Appends events to a file. Only one process may hold it. */
export class Journal {
  readonly past: readonly Event[];
  private readonly file: number;

  constructor(path: string) {
    this.past = fs.existsSync(path) ? read(path) : [];
    this.file = fs.openSync(path, "a");
  }

  write(event: Event): void {
    fs.writeSync(this.file, `${JSON.stringify(event, (_, value) => (value === UNKNOWN ? unknown : value))}\n`);
  }

  close(): void {
    fs.closeSync(this.file);
  }
}

/** A line without its end was cut off while it was written: nobody was answered on it. */
function read(path: string): Event[] {
  const text = fs.readFileSync(path, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) fs.truncateSync(path, Buffer.byteLength(whole));
  return whole
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line, (_, value: Value | Values) => (value === unknown ? UNKNOWN : value)) as Event);
}
