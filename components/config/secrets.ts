import { type Problem, pathOf } from "../shared/problems";
import { isMap } from "./parse";

/** Settings that must not stand in a stack file in plain text, by section. */
const secretKeys: Readonly<Record<string, readonly string[]>> = { gitops: ["password", "sshPrivateKey"] };

/** Settings of the same sections that messages may quote although Pulumi takes a whole section for secret where one value in it is. */
const openKeys = ["engine", "repo", "path", "revision", "addons", "repositories", "username", "secretsManager"];

/** What of a secret section messages must not show. */
export function secretPart(section: string, value: unknown): unknown {
  return section in secretKeys ? withoutOpen(value) : value;
}

function withoutOpen(value: unknown): unknown {
  if (!isMap(value)) return value;
  const rest = Object.entries(value).filter(([key]) => !openKeys.includes(key));
  return Object.fromEntries(rest.map(([key, inner]) => [key, withoutOpen(inner)]));
}

/** Secrets in sections of which nothing is encrypted. */
export function plainSecrets(sections: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(secretKeys).flatMap(([section, keys]) => found(sections[section], keys, [section]));
}

function found(value: unknown, keys: readonly string[], path: readonly string[]): Problem[] {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, key];
    if (!keys.includes(key) || typeof inner !== "string") return found(inner, keys, at);
    const place = `'eks-blueprints:${pathOf(...at)}'`;
    return [{ path: pathOf(...at), message: `is there in plain text; encrypt it: pulumi config set --secret --path ${place}` }];
  });
}

/** A message without what stands before the host in an URL. */
export function withoutLogins(message: string): string {
  return message.replace(/(https?:\/\/)[^/@\s"]*@/g, "$1[secret]@");
}
