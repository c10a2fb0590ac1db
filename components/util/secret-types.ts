interface SecretType {
  /** Keys that the API server requires. */
  readonly keys: readonly string[];
  /** Whether one of the keys is enough. */
  readonly any?: boolean;
}

/** Keys of a Secret by its type. Source: Kubernetes documentation, Secrets (1.35). */
const secretTypes: Readonly<Record<string, SecretType>> = {
  "kubernetes.io/dockerconfigjson": { keys: [".dockerconfigjson"] },
  "kubernetes.io/tls": { keys: ["tls.crt", "tls.key"] },
  "kubernetes.io/basic-auth": { keys: ["username", "password"], any: true },
  "kubernetes.io/ssh-auth": { keys: ["ssh-privatekey"] },
};

interface SecretContent {
  readonly secretsManager?: string | undefined;
  readonly properties?: Readonly<Record<string, string>> | undefined;
  readonly key?: string | undefined;
  readonly type?: string | undefined;
}

/** Key for the whole value of a secret or parameter; undefined if each property has its own. */
export function wholeKey({ secretsManager, properties, key, type = "" }: SecretContent): string | undefined {
  if (properties) return undefined;
  const { keys = [] } = secretTypes[type] ?? {};
  return key ?? (keys.length === 1 ? keys[0] : undefined) ?? (secretsManager === undefined ? "value" : undefined);
}

/** Keys that a Secret lacks for its type, or one of which it needs; none where its keys are those of a JSON, which are not known. */
export function missingKeys(content: SecretContent): SecretType | undefined {
  const type = secretTypes[content.type ?? ""];
  const whole = wholeKey(content);
  const own = content.properties ? Object.keys(content.properties) : whole === undefined ? undefined : [whole];
  if (type === undefined || own === undefined) return undefined;
  const keys = type.keys.filter((key) => !own.includes(key));
  return keys.length === 0 || (type.any && keys.length < type.keys.length) ? undefined : { ...type, keys };
}

/** Why files that pods mount cannot have a type. */
export const typeOfFiles =
  "is the type of a Secret, and `secrets-store-csi-driver` mounts files; remove this key, or let `external-secrets` bring the secrets";
