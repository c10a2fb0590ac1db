// An ES module in plain JavaScript, with Pulumi's mocks. Its classes are those of the CommonJS entry point.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { Network, SettingsError } from "eks-blueprints";
import { rules } from "eks-blueprints/policy";

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
assert.throws(() => new Network("other", { region: "eu-west-1", zones: [], cidr: "10.0.0.1/16" }), SettingsError);
assert.equal(createRequire(import.meta.url)("eks-blueprints").Network, Network);
assert.equal(createRequire(import.meta.url)("eks-blueprints/policy").rules, rules);
