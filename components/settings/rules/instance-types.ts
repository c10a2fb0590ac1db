import { type InstanceFamilyFacts, instanceFamilies, notForNodes } from "../../reference/instance-families";
import { listed, nearby } from "../../util/did-you-mean";

const sizes = [
  "nano",
  "micro",
  "small",
  "medium",
  "large",
  "xlarge",
  "2xlarge",
  "4xlarge",
  "8xlarge",
  "12xlarge",
  "16xlarge",
  "24xlarge",
  "metal",
];
const sizePattern = /^(nano|micro|small|medium|large|([1-9]\d{0,2})?xlarge|metal(-[1-9]\d?xl)?)$/;

/** Facts of an instance type's family, or why it cannot be a node. */
export function instanceFacts(type: string): InstanceFamilyFacts | string {
  const dot = type.lastIndexOf(".");
  const family = type.slice(0, Math.max(dot, 0));
  const size = type.slice(dot + 1);
  if (dot <= 0) return `expected an instance type such as m7g.large, found "${type}"`;
  if (notForNodes.includes(family)) return `${type} is not supported for EKS nodes; choose a family such as m7g`;
  if (!Object.hasOwn(instanceFamilies, family))
    return unknown(
      type,
      nearby(family, Object.keys(instanceFamilies)).map((near) => `${near}.${size}`),
    );
  if (!sizePattern.test(size))
    return unknown(
      type,
      nearby(size, sizes).map((near) => `${family}.${near}`),
    );
  return (
    instanceFamilies[family] ??
    `the CPU and accelerator of family ${family} are unknown, so no AMI can be chosen for ${type}; choose another family`
  );
}

function unknown(type: string, near: readonly string[]): string {
  return `unknown instance type "${type}"${near.length > 0 ? `; did you mean ${listed(near, "or")}?` : "; expected one such as m7g.large"}`;
}
