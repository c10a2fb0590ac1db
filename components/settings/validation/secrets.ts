import { isRecord } from "../../util/is-record";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import { longestShown } from "./describe";

/** Settings that must be encrypted in a stack file, by section. */
const secretKeys: Readonly<Record<string, readonly string[]>> = {
  gitops: ["password", "sshPrivateKey", "privateKey"],
  images: ["accessToken"],
};

/** Settings of the same sections that messages may quote, although Pulumi marks a whole section as secret if one value in it is. */
const openKeys = [
  ...["engine", "repo", "path", "revision", "addons", "repositories", "username", "secretsManager"],
  ...["appId", "installationId", "baseUrl", "caCertificate", "registries", "prefix", "secretArn"],
];

/** Settings of the AWS provider that are secrets. Source: schema of @pulumi/aws 7.48. */
const providerSecrets = ["secretKey", "token", "webIdentityToken"];

/** Sections whose URLs cannot contain a login: their own rules report it. */
const withoutLogin = ["gitops", "images"];

/** Settings with content of the user: values and manifests of charts, user data, IAM statements. */
const freeText = ["values", "manifests", "userData", "statements"];

/** Strings of a secret section that messages must not show. */
export function secretsIn(section: string, value: unknown): unknown {
  if (section === "overrides" && Array.isArray(value)) return value.map((each) => (isRecord(each) ? each.set : each)); // types and names are none
  return section in secretKeys ? withoutOpen(value) : value;
}

function withoutOpen(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const rest = Object.entries(value).filter(([key]) => !openKeys.includes(key));
  return Object.fromEntries(rest.map(([key, inner]) => [key, withoutOpen(inner)]));
}

type IsSecret = (key: string, value: string) => boolean;

/**
 * A login within a URL: `https://token@host`, `oci://user:password@host`; the user name of ssh alone is not a login. A password may contain
 * an unescaped `/`; a port is not a password.
 */
const login = /^((https?|oci):\/\/[^/@\s]*|[a-z][a-z0-9+.-]*:\/\/[^/@:\s]*:(?!\d*(\/|$))[^@\s]*)@/i;
/** The same in the format of registries and proxies, without a scheme. */
const registryLogin = /^[^/@:\s]+:(?!\d*(\/|$))[^@\s]+@(?!sha\d+:)/;
/** A token in the query of a URL: `https://host/?private_token=...`. */
const tokenInQuery =
  /^[a-z][a-z0-9+.-]*:\/\/[^\s?]*\?(?:[^\s&]*&)*[a-z_-]*(?:token|password|passwd|secret|signature|sig|api_?key)=([^&\s]+)/i;
const isLogin: IsSecret = (_, value) => login.test(value) || tokenInQuery.test(value);

/** Secrets in sections without encrypted values. */
export function plainSecrets(sections: Readonly<Record<string, unknown>>): ValidationIssue[] {
  const ofSections = Object.entries(secretKeys).flatMap(([section, keys]) =>
    found(sections[section], (key) => keys.includes(key), [section]),
  );
  const withLogin = Object.entries(sections).filter(([section]) => !withoutLogin.includes(section));
  return [...ofSections, ...withLogin.flatMap(([section, value]) => found(value, isLogin, [section]))].map(({ at }) =>
    unencrypted(pathOf(...at), `--path 'eks-blueprints:${pathOf(...at)}'`),
  );
}

/** Secrets of the AWS provider that are not encrypted. @param values by full key, such as `aws:token` */
export function plainProviderSecrets(values: Readonly<Record<string, unknown>>): ValidationIssue[] {
  return Object.entries(values)
    .filter(([key]) => key.startsWith("aws:"))
    .flatMap(([key, value]) => {
      const name = key.slice("aws:".length);
      const isSecret: IsSecret = (property, text) =>
        providerSecrets.includes(property) || isLogin(property, text) || registryLogin.test(text);
      const inner = found({ [name]: structured(value) }, isSecret, []);
      return inner.length > 0 ? [unencrypted(key, key)] : [];
    });
}

/** A structured setting of a provider, which Pulumi passes as JSON. */
export function structured(value: unknown): unknown {
  try {
    return typeof value === "string" && /^[{[]/.test(value) ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}

function unencrypted(path: string, key: string): ValidationIssue {
  return { path, message: `is a secret in plain text; encrypt it: pulumi config set --secret ${key}` };
}

interface Found {
  readonly at: readonly PropertyKey[];
  readonly text: string;
}

function found(value: unknown, isSecret: IsSecret, path: readonly PropertyKey[]): Found[] {
  const entries: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, inner]) => {
    if (freeText.includes(String(key))) return [];
    const at = [...path, key];
    if (typeof inner !== "string" || !isSecret(String(key), inner)) return found(inner, isSecret, at);
    return [{ at, text: inner }];
  });
}

/** Strings of a stack's config that are or contain secrets, encrypted or not, which messages must not show. */
export function secretTexts(values: Readonly<Record<string, unknown>>): string[] {
  const keys = [...providerSecrets, ...Object.values(secretKeys).flat()];
  const texts: string[] = [];
  const visit = (key: string, value: unknown, isHost: boolean): void => {
    if (typeof value === "string") {
      if (keys.includes(key)) texts.push(value);
      if (login.test(value) || registryLogin.test(value) || isHost) texts.push(...partsOf(value));
      const [, token] = tokenInQuery.exec(value) ?? [];
      if (token) texts.push(token, ...(value.length > longestShown ? [value] : []));
    } else if (typeof value === "object" && value !== null) for (const [name, inner] of Object.entries(value)) visit(name, inner, isHost);
  };
  for (const [key, value] of Object.entries(values)) visit(key.slice(key.indexOf(":") + 1), structured(value), key.endsWith(":images"));
  return texts;
}

/** Of a URL with a login: the login, its password, and the whole URL if messages cut it off within the login. */
function partsOf(url: string): string[] {
  const start = /^[a-z][a-z0-9+.-]*:\/\//i.exec(url)?.[0].length ?? 0;
  const ends = [...url.matchAll(/@/g)].map(({ index }) => index); // a password may contain one
  const logins = ends.map((end) => url.slice(start, end));
  return [...logins, ...logins.map((both) => both.slice(both.indexOf(":") + 1)), ...(ends.some((end) => end >= longestShown) ? [url] : [])];
}

/** A message without logins before a host, in URLs and in the format of registries; a digest is not a login. */
export function withoutLogins(message: string): string {
  return message
    .replace(/((?:https?|oci):\/\/)[^/@\s"]*@/gi, "$1[secret]@")
    .replace(/([a-z][a-z0-9+.-]*:\/\/|["'\s(])([^\s"'/@:]+):[^\s"'/@]+@(?!sha\d+:)/gi, "$1[secret]@");
}
