/** Add-ons that bring secrets of AWS into the cluster. */
export type SecretsAddon = "external-secrets" | "secrets-store-csi-driver";
