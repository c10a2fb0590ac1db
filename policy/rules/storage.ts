import { type BuiltInRule, onEach, serious } from "../rule";
import { at, isOff } from "../values";

export const storageRules: readonly BuiltInRule[] = [
  {
    id: "kubernetes-volume-encryption",
    title: "StorageClasses of the EBS CSI driver encrypt their volumes",
    reason: "Whoever gets at a snapshot of an unencrypted volume reads it.",
    fix: 'set `parameters.encrypted: "true"`, as the class `gp3` of this project has it',
    controls: ["FSBP EC2.3", "EKS Best Practices / data-encryption-and-secrets-management"],
    levels: serious,
    check: onEach(
      "kubernetes:storage.k8s.io/v1:StorageClass",
      ({ inputs }) =>
        /^ebs\.csi\.(aws|eks\.amazonaws)\.com$/.test(String(at(inputs.provisioner))) &&
        isOff(at(inputs.parameters, "encrypted")) &&
        "volumes of the class are not encrypted",
    ),
  },
  {
    id: "efs-encryption",
    title: "EFS file systems are encrypted",
    reason: "Encryption of a file system cannot be turned on later.",
    fix: "set `encrypted: true`, as the file system of `aws-efs-csi-driver` has it",
    controls: ["FSBP EFS.8", "EKS Best Practices / data-encryption-and-secrets-management"],
    levels: serious,
    check: onEach("aws:efs/fileSystem:FileSystem", ({ inputs }) => isOff(at(inputs.encrypted)) && "the file system is not encrypted"),
  },
];
