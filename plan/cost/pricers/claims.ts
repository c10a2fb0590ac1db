// Volumes that objects in the cluster claim.

import { always, type Charge, unknownCharge } from "../charge";
import type { CostContext, Pricer } from "../context";
import { gibibytes } from "../quantity";
import type { CostedResource } from "../resource";
import { list, number, record, text } from "../values";
import { annotationsOf } from "./load-balancers";
import { volumeCharges, volumeOf } from "./volumes";

const storageClassType = "kubernetes:storage.k8s.io:StorageClass";

function isDefault({ inputs }: CostedResource): boolean {
  return text(annotationsOf(inputs)["storageclass.kubernetes.io/is-default-class"]) === "true";
}

/** Charges of equal claims. A class that is not in the plan, and no default class, stand for gp3. */
export function claimCharges(
  resource: CostedResource,
  context: CostContext,
  noun: string,
  {
    sizeGiB,
    storageClass,
    count,
  }: { readonly sizeGiB: number | undefined; readonly storageClass: string | undefined; readonly count: number },
): Charge[] {
  if (sizeGiB === undefined) return [unknownCharge(resource, noun, "its size is not known")];
  const classes = context.ofType(storageClassType);
  const found =
    storageClass === undefined
      ? classes.find(isDefault)
      : classes.find(({ inputs }) => text(record(inputs.metadata).name) === storageClass);
  const provisioner = text(found?.inputs.provisioner) ?? "ebs.csi.aws.com";
  if (provisioner === "efs.csi.aws.com") return []; // the file system has the charges
  const inTree = provisioner === "kubernetes.io/aws-ebs";
  if (!inTree && provisioner !== "ebs.csi.aws.com" && provisioner !== "ebs.csi.eks.amazonaws.com")
    return [unknownCharge(resource, noun, `the tables have no price of volumes of ${provisioner}`)];
  const { type = inTree ? "gp2" : "gp3", iops, throughput } = record(found?.inputs.parameters);
  const volume = volumeOf({ size: sizeGiB, type, iops, throughput }, context.assumptions);
  return volumeCharges(resource, context, noun, volume, always(count));
}

/** A PersistentVolumeClaim. */
export const claim: Pricer = (resource, context) => {
  const spec = record(resource.inputs.spec);
  const sizeGiB = gibibytes(record(record(spec.resources).requests).storage);
  return claimCharges(resource, context, "persistent volume", { sizeGiB, storageClass: text(spec.storageClassName), count: 1 });
};

/** A StatefulSet: a volume for each claim and replica. */
export const statefulSet: Pricer = (resource, context) => {
  const spec = record(resource.inputs.spec);
  const count = number(spec.replicas) ?? 1;
  return list(spec.volumeClaimTemplates).flatMap((template) => {
    const claimed = record(record(template).spec);
    const sizeGiB = gibibytes(record(record(claimed.resources).requests).storage);
    const name = text(record(record(template).metadata).name) ?? "data";
    return claimCharges(resource, context, `persistent volumes ${name}`, { sizeGiB, storageClass: text(claimed.storageClassName), count });
  });
};
