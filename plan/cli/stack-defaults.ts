import { isRecord } from "../../components/util/is-record";
import { mergeDefaults } from "../../components/util/merge-defaults";
import { configValue } from "./stated-sections";

const namespace = "eks-blueprints:";
const defaultsKey = `${namespace}defaults`;

/** Stack config, with the sections of all stacks merged in, as our settings are read. */
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
