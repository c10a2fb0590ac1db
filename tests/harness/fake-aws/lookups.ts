// Data sources that look up a resource by name or id, and their errors for deleted resources.
import type { Values } from "../../../plan/types";
import type { Ledger } from "./ledger";
import { types } from "./references";
import { FakeAwsError } from "./types";

const lookups: Readonly<Record<string, { readonly type: string; readonly by: string; readonly error: (id: string) => FakeAwsError }>> = {
  "aws:eks/getCluster:getCluster": {
    type: types.cluster,
    by: "name",
    error: (name) => new FakeAwsError("ResourceNotFoundException", `No cluster found for name: ${name}.`),
  },
  "aws:ec2/getVpc:getVpc": { type: types.vpc, by: "id", error: () => new FakeAwsError("NotFound", "no matching EC2 VPC found") },
  "aws:ec2/getSubnet:getSubnet": {
    type: types.subnet,
    by: "id",
    error: () => new FakeAwsError("NotFound", "no matching EC2 Subnet found"),
  },
  "aws:iam/getRole:getRole": {
    type: types.role,
    by: "name",
    error: (name) => new FakeAwsError("NoSuchEntity", `The role with name ${name} cannot be found.`),
  },
};

/** The error of a lookup of a deleted resource, if any. */
export function deletedLookup(token: string, args: Values, ledger: Ledger): FakeAwsError | undefined {
  const lookup = lookups[token];
  const id = lookup && args[lookup.by];
  if (typeof id !== "string") return undefined;
  return ledger.knows(lookup!.type, id) && !ledger.find(lookup!.type, id) ? lookup!.error(id) : undefined;
}
