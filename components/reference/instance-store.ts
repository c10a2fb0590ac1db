// Instance families with instance store volumes that a node can use, which are NVMe volumes. In each of these families all sizes have them.
// Source: DescribeInstanceTypes as recorded in moto instance_types.json (2026-08-02); dl1, f1, r9gd and trn2u: Amazon EC2 instance types (2026).
import { instanceFamilyOf } from "./ami-of-family";
import { instanceFamilies } from "./instance-families";

const nvme: ReadonlySet<string> = new Set(
  [
    "c5ad c5d c6gd c6id c7gd c8gd c8id c9gd d3 d3en dl1 f1 f2 g4ad g4dn g5 g6 g6e g6f g7 g7e gr6 gr6f hpc6id i3 i3en i4g i4i i7i i7ie i8g i8ge",
    "im4gn is4gen m5ad m5d m5dn m6gd m6id m6idn m7gd m8gd m8id m8idb m8idn m9gd p3dn p4d p4de p5 p5e p5en p6-b200 p6-b300 r5ad r5d r5dn r6gd",
    "r6id r6idn r7gd r8gd r8id r8idb r8idn r9gd trn1 trn1n trn2 trn2u x2gd x2idn x2iedn x8aedz z1d",
  ].flatMap((line) => line.split(" ")),
);

/** Whether a node of this type can use instance store volumes; undefined for families that are not in the table. */
export function hasInstanceStore(instanceType: string): boolean | undefined {
  const family = instanceFamilyOf(instanceType);
  return nvme.has(family) || (Object.hasOwn(instanceFamilies, family) ? false : undefined);
}
