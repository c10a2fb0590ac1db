/** Add-ons that bring secrets of AWS into the cluster. */
export const secretsAddons = ["external-secrets", "secrets-store-csi-driver"] as const;

export type SecretsAddon = (typeof secretsAddons)[number];
