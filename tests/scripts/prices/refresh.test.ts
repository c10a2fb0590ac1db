import { expect } from "chai";
import type { RegionTable } from "../../../plan/cost/price-table";
import { knownOf, refreshed, spotSavings, unknownRegion } from "../../../scripts/prices/refresh";
import { type KnownPrices, tableText } from "../../../scripts/prices/region-table";

const table: RegionTable = {
  region: "eu-west-1",
  currency: "USD",
  asOf: { ec2: "2025-05-28", services: "2026-05-01", spot: "2025-06-28" },
  services: {
    "nat.gb": [0.048, "list2"],
    "nat.hour": [0.048, "estimate"],
    "kms.key.month": [1, "default"],
    "alb.hour": [0.025, "list"],
  },
  ec2: { "m7g.large": 0.09, "p5.48xlarge": 60 },
  stale: ["p5.48xlarge"],
  spot: { "m7g.large": 53 },
  ratio: { all: 1.1, classes: {}, families: {} },
};
const none = { services: {}, ec2: {}, published: { services: [] }, failed: [] };

describe("knownOf", () => {
  it("keeps what was read, and no estimates", () => {
    expect(knownOf(table).services).to.deep.equal({ "nat.gb": [0.048, "list2"], "alb.hour": [0.025, "list"] });
  });
});

describe("refreshed", () => {
  const known = knownOf(table);

  it("replaces what was read, with its date, and the warnings about old prices", () => {
    const read = { ...none, ec2: { "m7g.large": 0.091 }, published: { ec2: "2026-09-25", services: ["2026-09-25"] } };
    const now = refreshed(known, read, { date: "2026-10-01", savings: { "m7g.large": 55 } });
    expect(now.ec2).to.deep.equal({ "m7g.large": 0.091 });
    expect(now.stale).to.equal(undefined);
    expect([now.asOf.ec2, now.asOf.spot, now.spot]).to.deep.equal(["2026-09-25", "2026-10-01", { "m7g.large": 55 }]);
  });

  it("keeps what was not read, and the date of services until all are read", () => {
    const some = refreshed(known, { ...none, services: { "nat.gb": [0.05, "list"] }, published: { services: ["2026-09-25"] } }, undefined);
    expect(some.services).to.deep.equal({ "nat.gb": [0.05, "list"], "alb.hour": [0.025, "list"] });
    expect([some.ec2, some.stale, some.asOf]).to.deep.equal([table.ec2, table.stale, table.asOf]);
    const services = { "nat.gb": [0.05, "list"], "alb.hour": [0.0252, "list"] } as const;
    const all = refreshed(known, { ...none, services, published: { services: ["2026-09-25", "2026-09-16"] } }, undefined);
    expect(all.asOf.services).to.equal("2026-09-16");
  });
});

describe("unknownRegion", () => {
  it("has no prices, in the currency of its partition", () => {
    expect(unknownRegion("cn-northwest-1", "2026-12-01")).to.include({ currency: "CNY", partition: "aws-cn" });
  });
});

describe("spotSavings", () => {
  it("are those of Linux", () => {
    const feed = { spot_advisor: { "eu-west-1": { Linux: { "m7g.large": { s: 53, r: 1 } }, Windows: { "m5.large": { s: 10, r: 0 } } } } };
    expect(spotSavings(feed)).to.deep.equal({ "eu-west-1": { "m7g.large": 53 } });
  });
});

describe("tableText", () => {
  const usEast1: KnownPrices = {
    ...unknownRegion("us-east-1", "2026-12-01"),
    services: { "nat.hour": [0.045, "list2"], "vpce.hour": [0.01, "list2"], "ebs.gp3.gb": [0.08, "list2"], "kms.key.month": [1, "list"] },
  };
  const written = (known: KnownPrices): RegionTable => JSON.parse(tableText(known, usEast1));

  it("adds what is the same everywhere, then what follows from the region's prices, then what its ratio to us-east-1 gives", () => {
    const { services } = written({ ...knownOf(table), services: { "nat.gb": [0.048, "list"], "ebs.gp3.gb": [0.088, "list2"] } });
    expect(services["nat.gb"]).to.deep.equal([0.048, "list"]);
    expect(services["kms.key.month"]).to.deep.equal([1, "default"]);
    expect(services["nat.hour"]).to.deep.equal([0.048, "estimate"]); // as nat.gb
    expect(services["ebs.gp3.iops"]).to.deep.equal([0.0055, "estimate"]); // a sixteenth of a GB
    expect(services["vpce.hour"]).to.deep.equal([0.011, "estimate"]); // 0.01 x 1.1
  });

  it("adds nothing in China, where no ratio is known", () => {
    expect(written(unknownRegion("cn-north-1", "2026-12-01")).services).to.deep.equal({});
  });

  it("is the same for the same prices, and takes no negative savings", () => {
    const known = { ...knownOf(table), spot: { "m7g.large": -5 } };
    expect(tableText(known, usEast1)).to.equal(tableText({ ...known }, usEast1));
    expect(written(known).spot).to.deep.equal({ "m7g.large": 0 });
  });
});
