// Simulated service networks of VPC Lattice.
import { account, arn, ec2Id } from "./place";
import type { Rules } from "./subject";

export const latticeRules: Rules = {
  "aws:vpclattice/serviceNetwork:ServiceNetwork": {
    id: ({ seed }) => ec2Id("sn", seed),
    outputs: ({ place, inputs }, id) => ({ arn: arn(place, "vpc-lattice", `servicenetwork/${id}`), authType: inputs.authType ?? "NONE" }),
  },
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": {
    id: ({ seed }) => ec2Id("snva", seed),
    outputs: ({ place, inputs }, id) => ({
      arn: arn(place, "vpc-lattice", `servicenetworkvpcassociation/${id}`),
      createdBy: account,
      privateDnsEnabled: inputs.privateDnsEnabled ?? false,
      status: "ACTIVE",
    }),
  },
};
