import { expect } from "chai";
import { diffKind } from "./diff-kind";

const cluster = "aws:eks/cluster:Cluster";
const encrypted = { name: "shop", encryptionConfig: { provider: { keyArn: "arn:key" }, resources: ["secrets"] } };

describe("the answer to a change", () => {
  const cases = [
    { about: "nothing", type: cluster, was: { name: "a" }, now: { name: "a" }, says: [false, [], false] },
    { about: "a version", type: cluster, was: { version: "1.33" }, now: { version: "1.34" }, says: [true, [], false] },
    { about: "encryption that comes", type: cluster, was: { name: "shop" }, now: encrypted, says: [true, [], false] },
    { about: "encryption that goes", type: cluster, was: encrypted, now: { name: "shop" }, says: [true, ["encryptionConfig"], true] },
    {
      about: "a made-up name",
      type: "aws:ec2/subnet:Subnet",
      was: { cidrBlock: "a" },
      now: { cidrBlock: "b" },
      says: [true, ["cidrBlock"], false],
    },
    {
      about: "a name that the bridge made up",
      type: "aws:iam/role:Role",
      was: { name: "x-1", path: "/", __defaults: ["name"] },
      now: { name: "x-1", path: "/eks/", __defaults: ["name"] },
      says: [true, ["path"], false],
    },
    {
      about: "a given name that stays",
      type: "aws:iam/role:Role",
      was: { name: "x", path: "/" },
      now: { name: "x", path: "/eks/" },
      says: [true, ["path"], true],
    },
    {
      about: "a given name that changes",
      type: "aws:iam/role:Role",
      was: { name: "x" },
      now: { name: "y" },
      says: [true, ["name"], false],
    },
    {
      about: "an object in another namespace",
      type: "kubernetes:core/v1:Service",
      was: { metadata: { name: "web", namespace: "a" } },
      now: { metadata: { name: "web", namespace: "b" } },
      says: [true, ["metadata"], false],
    },
    {
      about: "an object that is replaced where it is",
      type: "kubernetes:storage.k8s.io/v1:StorageClass",
      was: { metadata: { name: "gp3" }, provisioner: "a" },
      now: { metadata: { name: "gp3" }, provisioner: "b" },
      says: [true, ["provisioner"], true],
    },
    {
      about: "a release",
      type: "kubernetes:helm.sh/v3:Release",
      was: { name: "web", namespace: "a" },
      now: { name: "web", namespace: "b" },
      says: [true, ["namespace"], false],
    },
  ] as const;
  for (const { about, type, was, now, says } of cases)
    it(`is right for ${about}`, () => {
      const { changes, replaces, deleteBeforeReplace } = diffKind(type, was, now);
      expect([changes, replaces, deleteBeforeReplace]).to.deep.equal(says);
    });
});
