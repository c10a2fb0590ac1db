import { expect } from "chai";
import { availabilityZones } from "../../components/networking/zones";
import { startMocks } from "../harness/mocks/mocks";

const token = "aws:index/getAvailabilityZones:getAvailabilityZones";
const names = ["us-east-1c", "us-east-1a", "us-east-1b"];

async function zones(region: string, wanted: number | string[]) {
  const mocks = startMocks({ invokes: { [token]: () => ({ names }) } });
  return { found: await mocks.run(() => availabilityZones(region, wanted)), invokes: mocks.invokes };
}

describe("availabilityZones", () => {
  it("returns the first zones by name that need no opt-in and that EKS supports", async () => {
    const { found, invokes } = await zones("us-east-1", 2);
    expect(found).to.deep.equal(["us-east-1a", "us-east-1b"]);
    expect(invokes.map((invoke) => [invoke.token, invoke.args])).to.deep.equal([
      [token, { state: "available", filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }], excludeZoneIds: ["use1-az3"] }],
    ]);
  });

  it("returns configured zones in their order without a lookup", async () => {
    const { found, invokes } = await zones("us-east-1", ["us-east-1f", "us-east-1b"]);
    expect(found).to.deep.equal(["us-east-1f", "us-east-1b"]);
    expect(invokes).to.be.empty;
  });

  it("rejects more zones than the region has", async () => {
    const failure = await zones("us-east-1", 4).catch((error: Error) => error);
    expect(failure).to.be.instanceOf(Error);
    expect((failure as Error).message).to.equal(
      "eks-blueprints:network.zones: expected at most 3 zones, found 4: EKS supports us-east-1a, us-east-1b, us-east-1c in us-east-1",
    );
  });
});
