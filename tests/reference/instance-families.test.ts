import { expect } from "chai";
import { amis } from "../../components/reference/ami-types";
import { ec2Families, eksAmiTypes } from "../../components/reference/generated/aws-models";
import { instanceFamilies, notForNodes } from "../../components/reference/instance-families";

describe("instanceFamilies", () => {
  it("has every family of EC2's API that can be a node", () => {
    expect([...ec2Families].filter((family) => !Object.hasOwn(instanceFamilies, family) && !notForNodes.includes(family))).to.deep.equal(
      [],
    );
  });
});

describe("amis", () => {
  it("have AMI types of EKS's API", () => {
    const types = Object.values(amis).flatMap((variants) =>
      Object.values(variants).flatMap((byArch) => Object.values(byArch).flatMap((ami) => ami?.amiType ?? [])),
    );
    expect(types.filter((type) => !eksAmiTypes.includes(type))).to.deep.equal([]);
  });
});
