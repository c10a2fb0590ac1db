import { isRecord } from "../../components/util/is-record";
import { mergeDefaults } from "../../components/util/merge-defaults";
import { configValue } from "./stated-sections";

const namespace = "eks-blueprints:";
const defaultsKey = `${namespace}defaults`;

/** A stack's config with the sections of all stacks merged into its own, as a program with our settings reads them. */
export function withDefaults(config: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { [defaultsKey]: text, ...others } = config;
  const defaults = text === undefined ? undefined : configValue(text);
  if (!isRecord(defaults)) return config;
  const own = Object.entries(others).filter(([key]) => key.startsWith(namespace));
  const { sections } = mergeDefaults(
    defaults,
    Object.fromEntries(own.map(([key, value]) => [key.slice(namespace.length), configValue(value)])),
  );
  const merged = Object.entries(sections).map(([name, value]) => [
    namespace + name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { ...others, ...Object.fromEntries(merged) };
}
