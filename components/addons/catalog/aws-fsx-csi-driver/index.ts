import type * as pulumi from "@pulumi/pulumi";
import { grantStatement } from "../../../iam/kms-grants";
import type { Statement } from "../../../iam/policy";
import { type Addon, eksAddon } from "../../addon";
import { isEndpointMissing } from "../common/endpoint-missing";
import { fileSystemStore } from "../common/fsx";

import { systemTolerations } from "../common/options";
import { LustreStorage } from "./lustre-storage";
import { lustreObjects } from "./objects";
import { lustreChecks, type Options, options } from "./options";
import { fsxDriverStatements } from "./policy";

/** Amazon FSx CSI driver: FSx for Lustre file systems for pods, created by claims or with the stack. */
export const awsFsxCsiDriver: Addon<Options, LustreStorage | undefined> = {
  name: "aws-fsx-csi-driver",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  outlivesNodes: true,
  supportsFargate: false,
  // EKS user guide, Learn about IPv6 addresses to clusters, Pods, and services (2026)
  incompatibleWith: ({ ipv6 }) => (ipv6 ? "is not supported by EKS with `cluster.ipFamily: ipv6`; remove one of the two keys" : undefined),
  optionalAwsServices: () => ["fsx"],
  validate: (options, profile) => lustreChecks(options, profile),
  warn: (_, profile) =>
    isEndpointMissing("fsx", profile)
      ? {
          message: "claims get no file systems, because there is neither NAT nor `fsx` in `network.endpoints`. Mounting works",
          fix: "add `fsx` to `network.endpoints`, or write `endpoints: private`",
        }
      : undefined,
  createAwsResources: (name, { fileSystem, storageClasses }, install, opts) =>
    fileSystem || Object.keys(storageClasses).length > 0
      ? new LustreStorage(`${name}-lustre`, { site: install, fileSystem: fileSystem || undefined }, opts)
      : undefined,
  dataStores: ({ fileSystem }) => (fileSystem ? [fileSystemStore(fileSystem)] : []),
  mainServiceAccount: () => "fsx-csi-controller-sa",
  identity: ({ storageClasses }) => [
    {
      namespace: "kube-system",
      serviceAccount: "fsx-csi-controller-sa",
      statements: ({ context }) => [...fsxDriverStatements(context), ...keyStatements(storageClasses)],
    },
  ],
  install: (options, install, storage) => [
    eksAddon("aws-fsx-csi-driver", {
      controller: {
        region: install.context.region, // pods cannot reach instance metadata (hop limit)
        ...(install.profile.taints.length > 0 && { tolerations: systemTolerations(install.profile) }),
      },
    }),
    ...(storage ? [lustreObjects(options, storage, install)] : []),
  ],
  outputs: (_options, _install, storage): Record<string, pulumi.Input<string>> =>
    storage ? { securityGroupId: storage.securityGroupId, ...storage.mount } : {},
};

/** Rights with which FSx, on behalf of the driver, encrypts file systems of claims. Source: FSx for Lustre user guide, encryption at rest (2026). */
function keyStatements(storageClasses: Options["storageClasses"]): Statement[] {
  const keys = [...new Set(Object.values(storageClasses).flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []))];
  return keys.length === 0 ? [] : [{ Effect: "Allow", Action: "kms:DescribeKey", Resource: keys }, grantStatement(keys)];
}
