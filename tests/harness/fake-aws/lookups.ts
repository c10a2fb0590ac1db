// Data sources that ask for something by its name or id: of what is gone AWS says so.
import type { Values } from "../../../plan/types";
import type { Ledger } from "./ledger";
import { types } from "./references";
import { FakeAwsError } from "./types";

const asked: Readonly<Record<string, { readonly type: string; readonly by: string; readonly told: (id: string) => FakeAwsError }>> = {
  "aws:eks/getCluster:getCluster": {
    type: types.cluster,
    by: "name",
    told: (name) => new FakeAwsError("ResourceNotFoundException", `No cluster found for name: ${name}.`),
  },
  "aws:ec2/getVpc:getVpc": { type: types.vpc, by: "id", told: () => new FakeAwsError("NotFound", "no matching EC2 VPC found") },
  "aws:ec2/getSubnet:getSubnet": { type: types.subnet, by: "id", told: () => new FakeAwsError("NotFound", "no matching EC2 Subnet found") },
  "aws:iam/getRole:getRole": {
    type: types.role,
    by: "name",
    told: (name) => new FakeAwsError("NoSuchEntity", `The role with name ${name} cannot be found.`),
  },
};

/** What AWS answers to a question for something that was there and is gone. */
export function gone(token: string, args: Values, ledger: Ledger): FakeAwsError | undefined {
  const question = asked[token];
  const id = question && args[question.by];
  if (typeof id !== "string") return undefined;
  return ledger.knows(question!.type, id) && !ledger.find(question!.type, id) ? question!.told(id) : undefined;
}
