import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { setOwn } from "../../components/util/map-values";
import type { Sdk } from "./sdk";

type Plain = Readonly<Record<string, unknown>>;

/**
 * Keeps the object from which a Struct is created, and creates the message only when its fields are read: between an SDK and an engine
 * in one process they are not, and the messages of a large program take longer than everything else. Returns a function that restores the
 * library.
 */
export function withPlainStructs({ structs }: Pick<Sdk, "structs">): () => void {
  const { Struct } = structs;
  const { fromJavaScript: stock } = Struct;
  const { getFieldsMap } = Struct.prototype;
  if (typeof stock !== "function" || stock.length !== 1 || typeof getFieldsMap !== "function") return () => {};
  Struct.fromJavaScript = (object: Plain): Struct => {
    const plain = copyOf(object) as Plain; // the caller may change it later
    const struct = new Struct();
    let filled = false;
    struct.toJavaScript = () =>
      filled ? Struct.prototype.toJavaScript.call(struct) : (copyOf(plain) as ReturnType<Struct["toJavaScript"]>);
    struct.getFieldsMap = (...args: []) => {
      const fields = filled ? getFieldsMap.apply(struct, args) : getFieldsMap.call(struct); // the argument means: only if there are any
      if (!filled) {
        filled = true;
        for (const [key, value] of Object.entries(plain)) fields.set(key, structs.Value.fromJavaScript(value as string));
      }
      return fields;
    };
    return struct;
  };
  return () => {
    Struct.fromJavaScript = stock;
  };
}

/** A copy of the values that a message can contain. */
function copyOf(value: unknown): unknown {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object") throw new Error("Unexpected struct type."); // the message of the library
  const copy: Record<string, unknown> = {};
  for (const key in value) setOwn(copy, key, copyOf((value as Plain)[key]));
  return copy;
}
