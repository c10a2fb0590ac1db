import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { actionFindings } from "../../../plan/report/action-findings";
import type { PlannedResource, Values } from "../../../plan/types";

const policy = (Action: unknown, more: object = {}) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Action, ...more }] });
const planned = (type: string, urn: string, inputs: Values) => ({ type, urn, inputs }) as PlannedResource;
const found = (document: string, type = "aws:iam/rolePolicy:RolePolicy") =>
  actionFindings([planned(type, "urn:a", { policy: document })]).map(({ message, fix }) => `${message}; ${fix}`);

describe("actionFindings", () => {
  it("accepts actions and patterns of them, in any case", () => {
    expect(found(policy(["s3:GetObject", "S3:getobject", "s3:Get*", "s3:*Object?ersion", "*", "sqs:*"]))).to.deep.equal([]);
    expect(found(policy("s3:GetObject"))).to.deep.equal([]);
  });

  it("reports actions that the service does not have, with the nearest", () => {
    expect(found(policy(["s3:GetObjct", "dynamodb:Fetch*"]))).to.deep.equal([
      "s3:GetObjct is not a known action of s3, so it may grant nothing; write s3:GetObject",
      "dynamodb:Fetch* is not a known action of dynamodb, so it may grant nothing; look it up in AWS's service authorization reference",
    ]);
  });

  it("leaves services alone that the table does not have, policies that are not known, and other types", () => {
    expect(found(policy("quantumledger9:Get"))).to.deep.equal([]);
    expect(found("[secret]")).to.deep.equal([]);
    expect(found(policy("s3:GetObjct"), "aws:s3/bucketPolicy:BucketPolicy")).to.deep.equal([]);
  });

  it("finds nothing in the policies of the add-ons and teams of this project", () => {
    const files = readdirSync("tests/fixtures/state").filter((name) => name.endsWith(".inputs.json"));
    const resources = files.flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(`tests/fixtures/state/${file}`, "utf8")) as Record<string, Values>).map(([key, inputs]) =>
        planned(key.slice(0, key.lastIndexOf("::")).split("$").at(-1)!, key, inputs),
      ),
    );
    expect(resources.some(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")).to.equal(true);
    expect(actionFindings(resources).map(({ urn, message }) => `${urn}: ${message}`)).to.deep.equal([]);
  });
});
