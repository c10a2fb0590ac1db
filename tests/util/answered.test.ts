import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { availabilityZones, lookUpCluster } from "../../components";
import { answered } from "../../components/util/answered";

describe("answered", () => {
  const lookup = { asked: "aws.eks.getCluster", args: { name: "shop" }, answer: {} };

  it("returns what the answer holds", () => {
    expect(answered(lookup, "arn", "arn:aws:eks:eu-west-1:111122223333:cluster/shop")).to.match(/shop$/);
    expect(answered(lookup, "deletionProtection", false)).to.equal(false);
  });

  it("says what was asked, what was expected and what came", () => {
    const said = 'asked aws.eks.getCluster({"name":"shop"}): expected an answer with arn, found {}; in a test with pulumi.runtime.setMocks';
    expect(() => answered(lookup, "arn", undefined)).to.throw(pulumi.RunError, said);
  });

  it("shortens a long answer", () => {
    const answer = { text: "x".repeat(10_000) };
    expect(() => answered({ ...lookup, answer }, "arn", undefined))
      .to.throw()
      .with.property("message")
      .with.length.below(500);
  });
});

describe("lookups under plain mocks", () => {
  const failure = async (lookup: () => Promise<unknown>) => {
    await pulumi.runtime.setMocks({ newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) });
    return lookup().then(
      () => "",
      (error: Error) => error.message,
    );
  };

  it("name the lookup of zones", async () => {
    expect(await failure(() => availabilityZones("eu-west-1", 3))).to.match(
      /^asked aws\.getAvailabilityZones\(.*expected an answer with names/,
    );
  });

  it("name the lookup of a cluster", async () => {
    expect(await failure(() => lookUpCluster("shop"))).to.contain(
      'asked aws.eks.getCluster({"name":"shop"}): expected an answer with vpcConfig',
    );
  });
});
