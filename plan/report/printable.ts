import { formsOf } from "../../components/util/redact";
import { secretsIn } from "../secrets";
import { isList, type Recording, Reference, Secret, UNKNOWN, type Value, type Values } from "../types";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const secretText = "[secret]";
export const unknownText = "[unknown]";

/** A secret that nobody can tell from another. */
const hidden = new Secret(UNKNOWN);

/** Longer secrets, such as a kubeconfig, stand in no message in another form. */
const longestInForms = 256;

/** Turns what a program registered into what may be shown: no secret, and the same bytes for the same values. */
export class Printer {
  private readonly secrets: RegExp | undefined;

  /** @param recordings those whose values are shown, so whose secrets are to be hidden */
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

  /** A property with keys sorted; secrets, unknowns and references as text. */
  value(value: Value): Json {
    if (typeof value === "string") return this.text(value);
    if (typeof value === "symbol") return unknownText;
    if (value === null || typeof value !== "object") return value;
    if (value instanceof Secret) return secretText;
    if (value instanceof Reference) return value.urn;
    return isList(value) ? value.map((item) => this.value(item)) : this.values(value);
  }

  values(values: Values): { [key: string]: Json } {
    const entries = Object.keys(values)
      .sort()
      .filter((key) => values[key] !== undefined)
      .map((key) => [key, this.value(values[key]!)] as const);
    return Object.fromEntries(entries);
  }

  /** A value as a document that hides secrets is read back, but for references, which stay. */
  masked(value: Value): Value {
    if (value instanceof Secret) return hidden;
    if (typeof value === "string") return this.text(value) === secretText ? hidden : this.text(value);
    if (value === null || typeof value !== "object" || value instanceof Reference) return value;
    if (isList(value)) return value.map((item) => this.masked(item));
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [key, this.masked(item)]));
  }

  /** Free text, without the secrets that stand in it. */
  text(text: string): string {
    return this.secrets ? text.replace(this.secrets, secretText) : text;
  }
}

const printers = new WeakMap<Recording, Printer>();

/** The printer of one recording: to find its secrets takes time. */
export function printerOf(recording: Recording): Printer {
  const printer = printers.get(recording) ?? new Printer(recording);
  printers.set(recording, printer);
  return printer;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
