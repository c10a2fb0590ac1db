import { setOwn } from "../../components/util/map-values";
import { formsOf } from "../../components/util/redact";
import { secretsIn } from "../secrets";
import { isList, type Recording, Reference, Secret, UNKNOWN, type Value, type Values } from "../types";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const secretText = "[secret]";
export const unknownText = "[unknown]";

/** Replaces every secret, so that they are equal. */
const hidden = new Secret(UNKNOWN);

/** Messages contain longer secrets, such as a kubeconfig, in no other form. */
const longestInForms = 256;

/** Converts registered values for output: hides secrets, and the same values produce the same bytes. */
export class Printer {
  private readonly secrets: RegExp | undefined;

  /** @param recordings runs whose values are printed and whose secrets are hidden */
  constructor(...recordings: readonly Recording[]) {
    const secrets = new Set<string>();
    for (const { resources, outputs } of recordings) {
      const values = [outputs, ...resources.flatMap((resource) => [resource.inputs, resource.outputs])];
      for (const secret of values.flatMap(secretsIn)) secrets.add(secret);
    }
    const forms = [...secrets].flatMap((secret) => (secret.length > longestInForms ? [secret] : formsOf(secret)));
    const texts = [...new Set(forms)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(escapeRegExp);
    this.secrets = texts.length > 0 ? new RegExp(texts.join("|"), "g") : undefined;
  }

  /** A value with sorted keys; secrets, unknowns and references as text. */
  value(value: Value): Json {
    if (typeof value === "string") return this.text(value);
    if (typeof value === "symbol") return unknownText;
    if (value === null || typeof value !== "object") return value;
    if (value instanceof Secret) return secretText;
    if (value instanceof Reference) return value.urn;
    return isList(value) ? value.map((item) => this.value(item)) : this.values(value);
  }

  values(values: Values): { [key: string]: Json } {
    const printed: { [key: string]: Json } = {};
    for (const key of Object.keys(values).sort()) {
      const value = values[key];
      if (value !== undefined) setOwn(printed, key, this.value(value));
    }
    return printed;
  }

  /** A value as it is read back from a document that hides secrets. References are kept. */
  masked(value: Value): Value {
    if (value instanceof Secret) return hidden;
    if (typeof value === "string") return this.text(value) === secretText ? hidden : this.text(value);
    if (value === null || typeof value !== "object" || value instanceof Reference) return value;
    if (isList(value)) return value.map((item) => this.masked(item));
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [key, this.masked(item)]));
  }

  /** Text without secrets. */
  text(text: string): string {
    return this.secrets ? text.replace(this.secrets, secretText) : text;
  }
}

const printers = new WeakMap<Recording, Printer>();

/** The printer of one recording. Cached, because finding secrets is expensive. */
export function printerOf(recording: Recording): Printer {
  const printer = printers.get(recording) ?? new Printer(recording);
  printers.set(recording, printer);
  return printer;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
