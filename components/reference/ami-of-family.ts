import { type AmiFacts, type AmiFamily, amis, amiVariants } from "./ami-types";
import type { InstanceFamilyFacts } from "./instance-families";

/** The AWS AMI type for an instance family's architecture and accelerator, or `null` if there is none. */
export function amiOf(family: AmiFamily, { arch, accelerator, driverInAmi }: InstanceFamilyFacts): AmiFacts | null {
  if (driverInAmi === false) return null;
  return amis[family][accelerator ? amiVariants[accelerator] : "standard"][arch];
}
