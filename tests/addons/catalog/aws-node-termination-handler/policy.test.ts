import { expect } from "chai";
import { type Call, isAllowed } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { pool, registered } from "../../fixtures";

const name = "aws-node-termination-handler";
const role = `eks-${name}-${name}`;
const group = "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1234:autoScalingGroupName/eks-spot";
const of = (cluster: string) => ({ [`autoscaling:ResourceTag/kubernetes.io/cluster/${cluster}`]: "owned" });

/** Calls of the handler in queue mode: pkg/monitor/sqsevent of aws/aws-node-termination-handler. */
describe("IAM policy of aws-node-termination-handler", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({ addons: { [name]: true }, nodePools: { spot: pool({ kind: "selfManaged" }) } });
  });
  const allowed = (action: string, resource: string, context: Call["context"] = {}) =>
    isAllowed(resources, role, { action, resource, context });

  it("allows completing lifecycle actions only of this cluster's groups (sqs-monitor.go)", async () => {
    const action = "autoscaling:CompleteLifecycleAction";
    expect(await allowed(action, group, of("shop"))).to.equal(true);
    for (const other of ["shop-2", "sho"]) expect(await allowed(action, group, of(other)), other).to.equal(false);
    expect(await allowed(action, group)).to.equal(false);
  });

  it("allows reading only its own queue", async () => {
    const policy = JSON.parse(resources.named(`${role}-policy`, "aws:iam/rolePolicy:RolePolicy").inputs.policy);
    const queue: string = policy.Statement.find(({ Action }: { Action: unknown }) => String(Action).startsWith("sqs:")).Resource;
    for (const action of ["sqs:ReceiveMessage", "sqs:DeleteMessage"]) {
      expect(await allowed(action, queue), action).to.equal(true);
      expect(await allowed(action, `${queue}-2`), action).to.equal(false);
    }
  });

  it("allows describing instances and their groups", async () => {
    for (const action of ["autoscaling:DescribeAutoScalingInstances", "autoscaling:DescribeTags", "ec2:DescribeInstances"])
      expect(await allowed(action, "*"), action).to.equal(true);
  });
});
