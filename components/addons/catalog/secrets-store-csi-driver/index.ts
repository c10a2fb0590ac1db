import { z } from "zod";
import { type Addon, eksAddon } from "../../addon";
import { isEndpointMissing } from "../common/endpoint-missing";
import { commonOptions } from "../common/options";

const options = z.strictObject({
  ...commonOptions.managed,
  syncSecrets: z.boolean().default(false).describe("Allow a SecretProviderClass to also copy its secrets to Kubernetes Secrets"),
  rotation: z.boolean().default(false).describe("Poll secrets for changes, and update the mounted files"),
  rotationPollInterval: z
    .string()
    .regex(/^[1-9]\d*(s|m|h)$/, "a duration such as 30m or 1h")
    .default("1h")
    .describe("Polling interval; each secret of each pod is one billed API call"),
});

/** Secrets Store CSI driver with the AWS provider: secrets and parameters as files in pods. */
export const secretsStoreCsiDriver: Addon<z.output<typeof options>> = {
  name: "secrets-store-csi-driver",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  outlivesNodes: true,
  supportsFargate: false,
  optionalAwsServices: () => ["secretsmanager", "ssm"],
  warn: (_, profile) =>
    isEndpointMissing("secretsmanager", profile)
      ? {
          message: "Secrets Manager is unreachable, because there is neither NAT nor `secretsmanager` in `network.endpoints`",
          fix: "add `secretsmanager` to `network.endpoints`, or write `endpoints: private`",
        }
      : undefined,
  install: ({ syncSecrets, rotation, rotationPollInterval }, { context }) => [
    eksAddon("aws-secrets-store-csi-driver-provider", {
      awsRegion: context.region,
      tolerations: [{ operator: "Exists" }], // on every node, like the driver itself: any node may mount a volume
      "secrets-store-csi-driver": {
        syncSecret: { enabled: syncSecrets },
        enableSecretRotation: rotation,
        ...(rotation && { rotationPollInterval }),
      },
    }),
  ],
};
