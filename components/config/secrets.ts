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

type IsSecret = (key: string, value: string) => boolean;

/** The login of a chart repository, which Helm takes within the URL alone. */
const isLogin: IsSecret = (key, value) => key === "repo" && /^https?:\/\/[^/@\s]*@/.test(value);

/** Secrets in sections of which nothing is encrypted. */
export function plainSecrets({ addons, ...sections }: Readonly<Record<string, unknown>>): Problem[] {
  const ofSections = Object.entries(secretKeys).flatMap(([section, keys]) =>
    found(sections[section], (key) => keys.includes(key), [section]),
  );
  return [...ofSections, ...found(isMap(addons) ? addons.custom : undefined, isLogin, ["addons", "custom"])];
}

function found(value: unknown, isSecret: IsSecret, path: readonly string[]): Problem[] {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, key];
    if (typeof inner !== "string" || !isSecret(key, inner)) return found(inner, isSecret, at);
    const place = `'eks-blueprints:${pathOf(...at)}'`;
    return [{ path: pathOf(...at), message: `is there in plain text; encrypt it: pulumi config set --secret --path ${place}` }];
  });
}

/** A message without what stands before the host in an URL. */
export function withoutLogins(message: string): string {
  return message.replace(/(https?:\/\/)[^/@\s"]*@/g, "$1[secret]@");
}
