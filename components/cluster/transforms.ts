import type * as pulumi from "@pulumi/pulumi";
import type { ClusterSettings } from "../settings/types";
import type { Context } from "../util/context";

/**
 * Options for `eks.Cluster` that set properties of its children for which it has no argument; empty if settings use none of them, because
 * Pulumi's mocks do not support transforms.
 */
export function childTransforms(
  { iam }: Pick<Context, "iam">,
  { zonalShift, creatorAdmin }: Pick<ClusterSettings, "zonalShift" | "creatorAdmin">,
): Pick<pulumi.ComponentResourceOptions, "transforms"> {
  const props: Readonly<Record<string, object>> = {
    "aws:iam/role:Role": iam,
    "aws:eks/cluster:Cluster": {
      ...(zonalShift && { zonalShiftConfig: { enabled: true } }),
      ...(!creatorAdmin && { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false } }),
    },
  };
  const wanted = Object.values(props).some((each) => Object.values(each).some((value) => value !== undefined));
  if (!wanted) return {};
  const transform: pulumi.ResourceTransform = ({ type, props: given, opts }) =>
    props[type] && { props: { ...given, ...props[type] }, opts };
  return { transforms: [transform] };
}
