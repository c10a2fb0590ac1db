import { z } from "zod";
import { type Addon, eksAddon } from "../../addon";
import { isEndpointMissing } from "../common/endpoint-missing";
import { commonOptions, systemTolerations } from "../common/options";
import { fsxDriverStatements } from "./policy";

const options = z.strictObject({ ...commonOptions.managed, ...commonOptions.permissions });

/** Amazon FSx CSI driver: FSx for Lustre file systems for pods. */
export const awsFsxCsiDriver: Addon<z.output<typeof options>> = {
  name: "aws-fsx-csi-driver",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  outlivesNodes: true,
  supportsFargate: false,
  optionalAwsServices: () => ["fsx"],
  warn: (_, profile) =>
    isEndpointMissing("fsx", profile)
      ? {
          message: "claims get no file systems, because there is neither NAT nor `fsx` in `network.endpoints`. Mounting works",
          fix: "add `fsx` to `network.endpoints`, or write `endpoints: private`",
        }
      : undefined,
  mainServiceAccount: () => "fsx-csi-controller-sa",
  identity: () => [
    { namespace: "kube-system", serviceAccount: "fsx-csi-controller-sa", statements: ({ context }) => fsxDriverStatements(context) },
  ],
  install: (_, { context, profile }) => [
    eksAddon("aws-fsx-csi-driver", {
      controller: {
        region: context.region, // pods cannot reach instance metadata (hop limit)
        ...(profile.taints.length > 0 && { tolerations: systemTolerations(profile) }),
      },
    }),
  ],
};
