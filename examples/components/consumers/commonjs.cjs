// A CommonJS program in plain JavaScript, with Pulumi's mocks.
const assert = require("node:assert/strict");
const pulumi = require("@pulumi/pulumi");
const { Network, SettingsError } = require("eks-blueprints");
const { evaluate, plannedResource, rules } = require("eks-blueprints/policy");

async function main() {
  const types = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      types.push(type);
      return { id: `${name}-id`, state: inputs };
    },
    call: ({ inputs }) => inputs,
  });
  new Network("shop", { region: "eu-west-1", zones: ["eu-west-1a", "eu-west-1b"] });
  await pulumi.runtime.disconnect();
  assert.ok(types.includes("awsx:ec2:Vpc"));
  assert.throws(
    () => new Network("other", { region: "eu-west-1", zones: ["eu-west-1a", "eu-west-1b"], cidr: "10.0.0.1/16" }),
    SettingsError,
  );
}

const [finding] = evaluate([plannedResource({ type: "aws:ec2/vpc:Vpc", name: "shop" })], rules, "production");
assert.equal(finding.rule, "vpc-flow-logs");

main();
