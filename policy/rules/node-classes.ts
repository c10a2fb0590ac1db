import type { PlannedResource } from "../planned-resource";
import { at, isText, itemsOf, type Property } from "../values";

/** Settings of the instances that Karpenter starts. */
export const karpenterClassType = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";

/** What an EC2NodeClass has where it says nothing. Source: its CRD, 1.14. */
const defaultTokens = "required";

/** How instances answer at their metadata endpoint; `tokens` and `hops` are undefined where unknown or not set. */
export function metadataOf({ type, inputs }: PlannedResource) {
  const own = type === karpenterClassType;
  const options = at(own ? at(inputs.spec, "metadataOptions") : inputs.metadataOptions);
  return {
    endpoint: at(options, "httpEndpoint"),
    tokens: at(options, "httpTokens") ?? (own ? defaultTokens : "optional"),
    hops: at(options, "httpPutResponseHopLimit"),
  };
}

/** EBS volumes of an EC2NodeClass with their names; undefined where they are unknown. Without any, Karpenter's default is encrypted. */
export function nodeClassDisks({ inputs }: PlannedResource): readonly (readonly [name: string, disk: Property])[] | undefined {
  const mappings = itemsOf(at(inputs.spec, "blockDeviceMappings") ?? []);
  return mappings?.map((mapping) => {
    const name = at(mapping, "deviceName");
    return [isText(name) ? `volume ${name}` : "a volume", at(mapping, "ebs")];
  });
}
