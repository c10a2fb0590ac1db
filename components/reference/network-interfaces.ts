// Network interfaces of instance types, and IPv4 addresses of each: they bound the number of pods of a node, without prefix delegation to
// interfaces * (addresses - 1) + 2. Source: karpenter-provider-aws v1.15.2 zz_generated.vpclimits.go (2026-08-06) and its instance-types page (2026-07-11).
// Types with at least 8 interfaces of 30 addresses are left out: CPU and memory bound their pods.

const byLimits: Readonly<Record<string, string>> = {
  // Multiple network cards: the VPC CNI uses the interfaces of the first one (moto instance_types.json, 2026-08-02).
  "1x50": "hpc6id.32xlarge",
  "2x15": "trn2.3xlarge",
  "2x50":
    "hpc6a.48xlarge hpc7a.12xlarge hpc7a.24xlarge hpc7a.48xlarge hpc7a.96xlarge hpc8a.96xlarge p5.48xlarge p5e.48xlarge trn2.48xlarge" +
    " trn2u.48xlarge",
  "5x50": "trn1.32xlarge trn1n.32xlarge",
  "2x2": "t1.micro t2.micro t2.nano t3.micro t3.nano t3a.micro t3a.nano t4g.micro t4g.nano",
  "2x4":
    "a1.medium c6g.medium c6gd.medium c6gn.medium c7a.medium c7g.medium c7gd.medium c7gn.medium c8a.medium c8g.medium c8gb.medium" +
    " c8gd.medium c8gn.medium g4ad.2xlarge g4ad.xlarge is4gen.medium m1.small m6g.medium m6gd.medium m7a.medium m7g.medium m7gd.medium" +
    " m8a.medium m8g.medium m8gb.medium m8gd.medium m8gn.medium r6g.medium r6gd.medium r7a.medium r7g.medium r7gd.medium r8a.medium" +
    " r8g.medium r8gb.medium r8gd.medium r8gn.medium t3a.small x2gd.medium x8g.medium",
  "4x3": "d3.xlarge d3en.xlarge",
  "3x4": "m8azn.medium t2.small t3.small t4g.small",
  "2x6": "c1.medium m1.medium m3.medium",
  "3x6": "t2.medium t3.medium t3a.medium t4g.medium",
  "4x5": "d3.2xlarge d3en.2xlarge",
  "2x10": "g6f.large m4.large",
  "3x10":
    "a1.large c3.large c4.large c5.large c5a.large c5ad.large c5d.large c5n.large c6a.large c6g.large c6gd.large c6gn.large c6i.large" +
    " c6id.large c6in.large c7a.large c7g.large c7gd.large c7gn.large c7i-flex.large c7i.large c8g.large c8gb.large c8gd.large" +
    " c8gn.large g4ad.4xlarge g4dn.2xlarge g4dn.4xlarge g4dn.xlarge i3.large i3en.large i4g.large i4i.large i7i.large i7ie.large" +
    " i8g.large i8ge.large im4gn.large is4gen.large m1.large m3.large m5.large m5a.large m5ad.large m5d.large m5dn.large m5n.large" +
    " m5zn.large m6a.large m6g.large m6gd.large m6i.large m6id.large m6idn.large m6in.large m7a.large m7g.large m7gd.large" +
    " m7i-flex.large m7i.large m8g.large m8gb.large m8gd.large m8gn.large r3.large r4.large r5.large r5a.large r5ad.large r5b.large" +
    " r5d.large r5dn.large r5n.large r6a.large r6g.large r6gd.large r6i.large r6id.large r6idn.large r6in.large r7a.large r7g.large" +
    " r7gd.large r7i.large r7iz.large r8g.large r8gb.large r8gd.large r8gn.large x1e.xlarge x2gd.large x8g.large z1d.large",
  "3x12": "t2.large t3.large t3a.large t4g.large",
  "4x10": "d3.4xlarge d3en.4xlarge inf1.2xlarge inf1.xlarge",
  "2x20": "c9g.medium c9gd.medium m9g.medium m9gd.medium",
  "3x15": "t2.2xlarge t2.xlarge",
  "4x15":
    "a1.2xlarge a1.xlarge c1.xlarge c3.2xlarge c3.xlarge c4.2xlarge c4.xlarge c5.2xlarge c5.xlarge c5a.2xlarge c5a.xlarge" +
    " c5ad.2xlarge c5ad.xlarge c5d.2xlarge c5d.xlarge c5n.2xlarge c5n.xlarge c6a.2xlarge c6a.xlarge c6g.2xlarge c6g.xlarge" +
    " c6gd.2xlarge c6gd.xlarge c6gn.2xlarge c6gn.xlarge c6i.2xlarge c6i.xlarge c6id.2xlarge c6id.xlarge c6in.2xlarge c6in.xlarge" +
    " c7a.2xlarge c7a.xlarge c7g.2xlarge c7g.xlarge c7gd.2xlarge c7gd.xlarge c7gn.2xlarge c7gn.xlarge c7i-flex.2xlarge c7i-flex.xlarge" +
    " c7i.2xlarge c7i.xlarge c8g.2xlarge c8g.xlarge c8gb.2xlarge c8gb.xlarge c8gd.2xlarge c8gd.xlarge c8gn.2xlarge c8gn.xlarge" +
    " d2.2xlarge d2.xlarge d3en.6xlarge f1.2xlarge g4ad.8xlarge g4dn.16xlarge g4dn.8xlarge g5.2xlarge g5.xlarge g5g.2xlarge g5g.xlarge" +
    " g6.2xlarge g6.xlarge g6e.2xlarge g6e.xlarge g6f.2xlarge g6f.xlarge h1.2xlarge i2.2xlarge i2.xlarge i3.2xlarge i3.xlarge" +
    " i3en.2xlarge i3en.3xlarge i3en.xlarge i4g.2xlarge i4g.xlarge i4i.2xlarge i4i.xlarge i7i.2xlarge i7i.xlarge i7ie.2xlarge" +
    " i7ie.3xlarge i7ie.xlarge i8g.2xlarge i8g.xlarge i8ge.2xlarge i8ge.xlarge im4gn.2xlarge im4gn.xlarge inf2.xlarge is4gen.2xlarge" +
    " is4gen.xlarge m1.xlarge m2.xlarge m3.xlarge m4.2xlarge m4.xlarge m5.2xlarge m5.xlarge m5a.2xlarge m5a.xlarge m5ad.2xlarge" +
    " m5ad.xlarge m5d.2xlarge m5d.xlarge m5dn.2xlarge m5dn.xlarge m5n.2xlarge m5n.xlarge m5zn.2xlarge m5zn.xlarge m6a.2xlarge" +
    " m6a.xlarge m6g.2xlarge m6g.xlarge m6gd.2xlarge m6gd.xlarge m6i.2xlarge m6i.xlarge m6id.2xlarge m6id.xlarge m6idn.2xlarge" +
    " m6idn.xlarge m6in.2xlarge m6in.xlarge m7a.2xlarge m7a.xlarge m7g.2xlarge m7g.xlarge m7gd.2xlarge m7gd.xlarge m7i-flex.2xlarge" +
    " m7i-flex.xlarge m7i.2xlarge m7i.xlarge m8g.2xlarge m8g.xlarge m8gb.2xlarge m8gb.xlarge m8gd.2xlarge m8gd.xlarge m8gn.2xlarge" +
    " m8gn.xlarge p3.2xlarge r3.2xlarge r3.xlarge r4.2xlarge r4.xlarge r5.2xlarge r5.xlarge r5a.2xlarge r5a.xlarge r5ad.2xlarge" +
    " r5ad.xlarge r5b.2xlarge r5b.xlarge r5d.2xlarge r5d.xlarge r5dn.2xlarge r5dn.xlarge r5n.2xlarge r5n.xlarge r6a.2xlarge r6a.xlarge" +
    " r6g.2xlarge r6g.xlarge r6gd.2xlarge r6gd.xlarge r6i.2xlarge r6i.xlarge r6id.2xlarge r6id.xlarge r6idn.2xlarge r6idn.xlarge" +
    " r6in.2xlarge r6in.xlarge r7a.2xlarge r7a.xlarge r7g.2xlarge r7g.xlarge r7gd.2xlarge r7gd.xlarge r7i.2xlarge r7i.xlarge" +
    " r7iz.2xlarge r7iz.xlarge r8g.2xlarge r8g.xlarge r8gb.2xlarge r8gb.xlarge r8gd.2xlarge r8gd.xlarge r8gn.2xlarge r8gn.xlarge" +
    " t3.2xlarge t3.xlarge t3a.2xlarge t3a.xlarge t4g.2xlarge t4g.xlarge trn1.2xlarge vt1.3xlarge x1e.2xlarge x1e.4xlarge x1e.8xlarge" +
    " x2gd.2xlarge x2gd.xlarge x2iedn.2xlarge x2iedn.xlarge x2iezn.2xlarge x8g.2xlarge x8g.xlarge z1d.2xlarge z1d.xlarge",
  "3x20":
    "c8a.large c8i-flex.large c8i.large c8id.large c9g.large c9gd.large d3.8xlarge m8a.large m8i-flex.large m8i.large m8id.large" +
    " m9g.large m9gd.large r8a.large r8i-flex.large r8i.large r8id.large x8i.large",
  "4x20":
    "c8a.xlarge c8ib.large c8in.large c8ine.large d3en.8xlarge m8a.xlarge m8azn.large m8azn.xlarge m8ib.large m8idb.large m8idn.large" +
    " m8in.large m8ine.large r8a.xlarge r8ib.large r8idb.large r8idn.large r8in.large x8aedz.large x8aedz.xlarge",
  "3x30": "d3en.12xlarge",
  "4x30":
    "c8i-flex.2xlarge c8i-flex.xlarge c8i.2xlarge c8i.xlarge c8ib.2xlarge c8ib.xlarge c8id.2xlarge c8id.xlarge c8in.2xlarge" +
    " c8in.xlarge c8ine.2xlarge c8ine.xlarge c9g.2xlarge c9g.xlarge c9gd.2xlarge c9gd.xlarge m2.2xlarge m3.2xlarge m8i-flex.2xlarge" +
    " m8i-flex.xlarge m8i.2xlarge m8i.xlarge m8ib.2xlarge m8ib.xlarge m8id.2xlarge m8id.xlarge m8idb.2xlarge m8idb.xlarge" +
    " m8idn.2xlarge m8idn.xlarge m8in.2xlarge m8in.xlarge m8ine.2xlarge m8ine.xlarge m9g.2xlarge m9g.xlarge m9gd.2xlarge m9gd.xlarge" +
    " p5.4xlarge r8i-flex.2xlarge r8i-flex.xlarge r8i.2xlarge r8i.xlarge r8ib.2xlarge r8ib.xlarge r8id.2xlarge r8id.xlarge" +
    " r8idb.2xlarge r8idb.xlarge r8idn.2xlarge r8idn.xlarge r8in.2xlarge r8in.xlarge x8i.2xlarge x8i.xlarge",
  "4x40": "c8a.2xlarge m8a.2xlarge r8a.2xlarge",
  "6x30": "i8ge.3xlarge",
  "4x50": "hpc7g.16xlarge hpc7g.4xlarge hpc7g.8xlarge p5en.48xlarge p6-b200.48xlarge p6-b300.48xlarge",
  "4x64": "g7.2xlarge g7e.2xlarge",
  "7x50": "g5.48xlarge",
};

/** Limits of the network interfaces of an instance type. */
export interface InterfaceLimits {
  readonly interfaces: number;
  /** IPv4 addresses of each interface, its own among them. */
  readonly addresses: number;
}

const limits: ReadonlyMap<string, InterfaceLimits> = new Map(
  Object.entries(byLimits).flatMap(([key, types]) => {
    const [interfaces, addresses] = key.split("x").map(Number) as [number, number];
    return types.split(" ").map((type) => [type, { interfaces, addresses }] as const);
  }),
);

/** Those of a type, or what all have that are left out. */
export function interfaceLimits(instanceType: string): InterfaceLimits {
  return limits.get(instanceType) ?? { interfaces: 8, addresses: 30 };
}

/**
 * The most pods on a node of an instance type, host network pods included; undefined where it has room for many or is not known.
 * @param reserved interfaces that serve no pod, as with custom networking; default none
 */
export function mostPods(instanceType: string, reserved = 0): number | undefined {
  const found = limits.get(instanceType);
  return found && podsOn(found, { reserved });
}

/**
 * Pods on a node: the first address of each interface is the node's, and two system pods have the address of the node.
 * @param reserved interfaces that serve no pod, as with custom networking; default none
 * @param each addresses that one slot holds, as a /28 prefix does; default 1
 */
export function podsOn({ interfaces, addresses }: InterfaceLimits, { reserved = 0, each = 1 } = {}): number {
  return (interfaces - reserved) * (addresses - 1) * each + 2;
}

/** The most pods on a Windows node, which has one network interface; at least that many where the type is left out. */
export function windowsPods(instanceType: string): number {
  return interfaceLimits(instanceType).addresses - 1;
}
