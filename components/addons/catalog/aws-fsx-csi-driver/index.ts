import { z } from "zod";
import { type Addon, managed } from "../../addon";
import { outOfReach } from "../common/endpoint-missing";
import { commonOptions, systemTolerations } from "../common/options";
import { fsxDriverStatements } from "./policy";

const options = z.strictObject(commonOptions.managed);

/** Amazon FSx CSI driver: FSx for Lustre file systems for pods. */
export const awsFsxCsiDriver: Addon<z.output<typeof options>> = {
  name: "aws-fsx-csi-driver",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  outlivesNodes: true,
  fargate: false,
  furtherEndpoints: () => ["fsx"],
  advice: (_, facts) =>
    outOfReach("fsx", facts)
      ? {
          message:
            "no claim gets a file system, because there is neither NAT nor `fsx` in a list of `network.endpoints`; mounting needs none",
          fix: "add `fsx` to `network.endpoints`, or write `endpoints: private`",
        }
      : undefined,
  identity: (_, { context }) => [
    { namespace: "kube-system", serviceAccount: "fsx-csi-controller-sa", statements: fsxDriverStatements(context) },
  ],
  install: (_, { context, facts }) => [
    managed("aws-fsx-csi-driver", {
      controller: {
        region: context.region, // instance metadata is one hop too far for a pod
        ...(facts.taints.length > 0 && { tolerations: systemTolerations(facts) }),
      },
    }),
  ],
};
