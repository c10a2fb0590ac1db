import { storageRules } from "../../../policy/rules/storage";
import { describeRules, of } from "./support";

const storageClass = of("kubernetes:storage.k8s.io/v1:StorageClass");
const fileSystem = of("aws:efs/fileSystem:FileSystem");
const ontap = of("aws:fsx/ontapFileSystem:OntapFileSystem");
const openZfs = of("aws:fsx/openZfsFileSystem:OpenZfsFileSystem");
const lustre = of("aws:fsx/lustreFileSystem:LustreFileSystem");

describe("rules about storage", () => {
  describeRules(storageRules, {
    "kubernetes-volume-encryption": {
      trips: [
        [[storageClass({ provisioner: "ebs.csi.aws.com", parameters: { type: "gp3" } })], "volumes of the class are not encrypted"],
        [[storageClass({ provisioner: "ebs.csi.eks.amazonaws.com" })], "volumes of the class are not encrypted"],
      ],
      passes: [
        [storageClass({ provisioner: "ebs.csi.aws.com", parameters: { encrypted: "true" } })],
        [storageClass({ provisioner: "efs.csi.aws.com" })],
      ],
    },
    "efs-encryption": {
      trips: [[[fileSystem({ encrypted: false })], "the file system is not encrypted"]],
      passes: [[fileSystem({ encrypted: true })]],
    },
    "fsx-backups": {
      trips: [
        [[ontap({ deploymentType: "MULTI_AZ_1", automaticBackupRetentionDays: 0 })], "the file system has no daily backups"],
        [[openZfs({ deploymentType: "SINGLE_AZ_1" })], "the file system has no daily backups"],
        [[lustre({ deploymentType: "PERSISTENT_2" })], "the file system has no daily backups"],
      ],
      passes: [
        [ontap({ deploymentType: "MULTI_AZ_1", automaticBackupRetentionDays: 7 })],
        [lustre({ deploymentType: "SCRATCH_2" })],
        [lustre({ deploymentType: "PERSISTENT_2", automaticBackupRetentionDays: 1 })],
      ],
    },
    "fsx-ontap-multi-az": {
      trips: [[[ontap({ deploymentType: "SINGLE_AZ_2" })], "the file system is in one zone"]],
      passes: [[ontap({ deploymentType: "MULTI_AZ_2" })], [openZfs({ deploymentType: "SINGLE_AZ_1" })]],
    },
  });
});
