/** The store with which External Secrets reads Secrets Manager, by the add-on `external-secrets`. */
export const secretsManagerStore = { kind: "ClusterSecretStore", name: "secrets-manager" } as const;
