import { advice, type BuiltInRule, onEach, productionAdvice, serious } from "../rule";
import { at, isOff, isText } from "../values";

const fileSystems = [
  "aws:fsx/lustreFileSystem:LustreFileSystem",
  "aws:fsx/ontapFileSystem:OntapFileSystem",
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
];

export const storageRules: readonly BuiltInRule[] = [
  {
    id: "kubernetes-volume-encryption",
    title: "StorageClasses of the EBS CSI driver encrypt their volumes",
    reason: "A snapshot of an unencrypted volume can be read by all who have access to it.",
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
  {
    id: "fsx-backups",
    title: "FSx file systems have daily backups",
    reason:
      "Without backups, files that are deleted by mistake are lost, and so is everything with the file system. Scratch file systems hold temporary data.",
    fix: "set `fileSystem.backupRetentionDays` of the add-on to one day or more (`automaticBackupRetentionDays`)",
    controls: [],
    levels: advice,
    check: onEach(fileSystems, ({ inputs }) => {
      const days = at(inputs.automaticBackupRetentionDays);
      const type = at(inputs.deploymentType); // of Lustre without one: SCRATCH_1
      return (days === undefined || days === 0) && isText(type) && !type.startsWith("SCRATCH") && "the file system has no daily backups";
    }),
  },
  {
    id: "fsx-ontap-multi-az",
    title: "FSx for ONTAP file systems have a standby in a second zone",
    reason: "If the zone of the file system fails, pods in all zones lose their files until it is back.",
    fix: "write `fileSystem: { deploymentType: MULTI_AZ_1 }` for a new file system of `trident`; the type of an existing one cannot change",
    controls: ["FSBP FSx.4"],
    levels: productionAdvice,
    check: onEach(
      "aws:fsx/ontapFileSystem:OntapFileSystem",
      ({ inputs }) => /^SINGLE_AZ/.test(String(at(inputs.deploymentType))) && "the file system is in one zone",
    ),
  },
];
