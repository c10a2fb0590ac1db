import { expect } from "chai";
import { autoModeFee, instancePrice, spotSaving } from "../../../plan/cost/instance-prices";
import { type RegionTable, regionTable } from "../../../plan/cost/price-table";

const of = (region: string): RegionTable => regionTable(region)!;

describe("instancePrice", () => {
  it("is the listed price of the region", () => {
    expect(instancePrice(of("eu-west-1"), "m7g.large")).to.deep.equal({ value: 0.091, confidence: "list" });
    expect(instancePrice(of("us-gov-west-1"), "m5.large")).to.deep.equal({ value: 0.121, confidence: "list" });
  });

  it("is marked where AWS has changed the price elsewhere since", () => {
    expect(instancePrice(of("eu-west-1"), "p4d.24xlarge")).to.include({ confidence: "stale" });
    expect(instancePrice(of("us-east-1"), "p4d.24xlarge")).to.include({ confidence: "list" });
  });

  it("is estimated for a type that the region's list lacks, by the ratio of its family or of the family before it", () => {
    // us-east-1 lists m8i.large with 0.10584; prices of m7i in eu-west-1 are 1.1146 times those in us-east-1
    const price = instancePrice(of("eu-west-1"), "m8i.large");
    expect(price).to.include({ confidence: "estimate" });
    expect(price)
      .to.have.property("value")
      .that.is.closeTo(of("us-east-1").ec2["m8i.large"]! * 1.1146, 1e-9);
  });

  it("is missing where nothing is known of the region", () => {
    expect(instancePrice(of("cn-northwest-1"), "m6g.large")).to.deep.equal({ missing: "the tables have no price for cn-northwest-1" });
    expect(instancePrice(of("eu-west-1"), "m99x.large")).to.have.property("missing");
  });
});

describe("spotSaving", () => {
  it("is that of the type, else of the same size of the family before it", () => {
    expect(spotSaving(of("us-east-1"), "m7i.large")).to.equal(of("us-east-1").spot!["m7i.large"]! / 100);
    expect(spotSaving(of("us-east-1"), "m8i.large")).to.equal(of("us-east-1").spot!["m7i.large"]! / 100);
  });

  it("is not known in GovCloud and China", () => {
    expect([spotSaving(of("us-gov-west-1"), "m5.large"), spotSaving(of("cn-north-1"), "m5.large")]).to.deep.equal([undefined, undefined]);
  });
});

describe("autoModeFee", () => {
  // fees that AWS lists; those of the region's own price list, with five decimals
  const listed = [
    ["us-east-1", "t4g.medium", 0.00403],
    ["us-east-1", "m7g.large", 0.00979],
    ["us-east-1", "m7i.large", 0.0121],
    ["ap-southeast-5", "t4g.medium", 0.00458],
    ["ap-southeast-5", "m7i.large", 0.01285],
    ["ap-northeast-1", "m7i.large", 0.01562],
    ["ap-northeast-1", "g6.xlarge", 0.09104],
    ["ap-northeast-2", "c6g.large", 0.00924],
    ["ap-northeast-2", "g5.xlarge", 0.09649],
  ] as const;

  for (const [region, type, fee] of listed) {
    it(`is ${fee} for ${type} in ${region}`, () => {
      expect(autoModeFee(of(region), type)).to.deep.equal({ value: fee, confidence: "one" });
    });
  }

  it("is an estimate for the P family and Trainium, and not known for Inferentia", () => {
    expect(autoModeFee(of("us-east-1"), "p5.48xlarge")).to.include({ confidence: "estimate" });
    expect(autoModeFee(of("us-east-1"), "inf2.xlarge")).to.have.property("missing");
  });
});
