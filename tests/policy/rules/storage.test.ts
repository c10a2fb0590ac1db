import { storageRules } from "../../../policy/rules/storage";
import { describeRules, of } from "./support";

const storageClass = of("kubernetes:storage.k8s.io/v1:StorageClass");
const fileSystem = of("aws:efs/fileSystem:FileSystem");

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
  });
});
