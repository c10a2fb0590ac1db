/** Add-ons that bring secrets of AWS into the cluster. */
export const secretsAddons = ["external-secrets", "secrets-store-csi-driver"] as const;

/** Add-on by which teams get their secrets. */
export type SecretsAddon = (typeof secretsAddons)[number];
