import { expect } from "chai";
import { isAllowed } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const group = (name: string) => `arn:aws:logs:eu-west-1:123456789012:log-group:${name}`;
const insights = (cluster: string, log: string) => group(`/aws/containerinsights/${cluster}/${log}`);

describe("IAM policies for CloudWatch", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({ addons: { "fluent-bit": true, adot: true, "cert-manager": { zones: ["Z0123456789ABCDEFGHIJ"] } } });
  });
  const allowed = (role: string, action: string, resource: string) => isAllowed(resources, role, { action, resource });

  for (const [role, logs] of [
    ["eks-fluent-bit-fluent-bit", ["application", "dataplane", "host"]],
    ["eks-adot-adot-container-insights", ["performance"]],
  ] as const) {
    it(`allow ${role} to write only to this cluster's log groups`, async () => {
      for (const log of logs) {
        expect(await allowed(role, "logs:DescribeLogStreams", `${insights("shop", log)}:*`)).to.equal(true);
        expect(await allowed(role, "logs:CreateLogStream", `${insights("shop", log)}:*`)).to.equal(true);
        expect(await allowed(role, "logs:PutLogEvents", `${insights("shop", log)}:log-stream:node-1`)).to.equal(true);
        for (const other of ["shop-2", "sho"]) {
          expect(await allowed(role, "logs:CreateLogStream", `${insights(other, log)}:*`), other).to.equal(false);
          expect(await allowed(role, "logs:PutLogEvents", `${insights(other, log)}:log-stream:node-1`), other).to.equal(false);
        }
        expect(await allowed(role, "logs:PutLogEvents", `${insights("shop", `${log}-2`)}:log-stream:node-1`)).to.equal(false);
      }
      expect(await allowed(role, "logs:PutLogEvents", `${group("/aws/eks/shop/cluster")}:log-stream:audit`)).to.equal(false);
      expect(await allowed(role, "logs:CreateLogGroup", `${insights("shop", logs[0])}:*`)).to.equal(false);
      expect(await allowed(role, "logs:DeleteLogGroup", `${insights("shop", logs[0])}:*`)).to.equal(false);
      expect(await allowed(role, "logs:GetLogEvents", `${insights("shop", logs[0])}:log-stream:node-1`)).to.equal(false);
    });
  }
});
