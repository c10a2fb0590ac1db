import { type AmiFacts, type AmiFamily, type AmiTypeName, amis, amiVariants } from "./ami-types";
import { type Accelerator, type Architecture, type InstanceFamilyFacts, instanceFamilies } from "./instance-families";

/** The AMI of a pool, as settings hold it: one of AWS's by its family, or a custom one by its ID. */
export interface AmiChoice {
  /** ID of a custom AMI. */
  readonly id?: string | undefined;
  /** Operating system. */
  readonly family: AmiFamily;
  /** AMI type of a managed node group. */
  readonly type?: AmiTypeName | undefined;
  /** AMI release, such as `1.35.2-20261101`. */
  readonly version?: string | undefined;
  /** Architecture of a custom AMI. */
  readonly architecture?: Architecture | undefined;
  /** Accelerator of a custom AMI. */
  readonly accelerator?: Accelerator | undefined;
}

/** The AMI family of a pool, of a custom AMI too. */
export function amiFamilyOf(ami: AmiFamily | Pick<AmiChoice, "family">): AmiFamily {
  return typeof ami === "string" ? ami : ami.family;
}

/** Whether the nodes of a pool run Windows. */
export function isWindows(ami: AmiFamily | Pick<AmiChoice, "family">): boolean {
  return amiFamilyOf(ami).startsWith("windows");
}

/** Keeps Linux pods off Windows nodes, whose images do not run there. */
const windowsTaint = { key: "os", value: "windows", effect: "NoSchedule" } as const;

/** Taints of a pool that names none. */
export function defaultTaints(ami: AmiFamily | Pick<AmiChoice, "family">) {
  return isWindows(ami) ? [windowsTaint] : [];
}

/** The AMI that AWS publishes for an instance family's architecture and accelerator, or `null` where it publishes none. */
export function amiOf(family: AmiFamily, { arch, accelerator, amiFamilies }: InstanceFamilyFacts): AmiFacts | null {
  if (amiFamilies && !(amiFamilies as readonly AmiFamily[]).includes(family)) return null;
  return amis[family][accelerator ? amiVariants[accelerator] : "standard"][arch];
}

/** The family of an instance type, such as `m7g`. */
export function instanceFamilyOf(instanceType: string): string {
  return instanceType.slice(0, Math.max(instanceType.lastIndexOf("."), 0));
}

/** What is known of an instance type: from the table, or for a family that is newer from what the pool's AMI setting states. */
export function instanceFactsOf(instanceType: string, ami: AmiFamily | AmiChoice): InstanceFamilyFacts | undefined {
  const family = instanceFamilyOf(instanceType);
  if (Object.hasOwn(instanceFamilies, family)) return instanceFamilies[family];
  if (typeof ami === "string" || ami.architecture === undefined) return undefined;
  return { arch: ami.architecture, ...(ami.accelerator && { accelerator: ami.accelerator }) };
}
