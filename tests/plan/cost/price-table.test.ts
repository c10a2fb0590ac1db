import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { regions } from "../../../components/reference/regions";
import { regionTable } from "../../../plan/cost/price-table";
import { knownOf } from "../../../scripts/prices/refresh";
import { tableText } from "../../../scripts/prices/region-table";

const data = path.join(__dirname, "../../../plan/cost/data");
const names = readdirSync(data)
  .filter((file) => file !== "instance-types.json")
  .map((file) => file.replace(/\.json$/, ""));

describe("price tables", () => {
  it("are of regions with EKS, each in its currency", () => {
    for (const name of names) {
      const table = regionTable(name)!;
      expect(Object.keys(regions)).to.include(name);
      expect([table.region, table.currency]).to.deep.equal([name, name.startsWith("cn-") ? "CNY" : "USD"]);
      expect(table.asOf.services).to.match(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it("are as `npm run prices` writes them", () => {
    const usEast1 = knownOf(regionTable("us-east-1")!);
    for (const name of names) {
      const file = readFileSync(path.join(data, `${name}.json`), "utf8");
      expect(tableText(knownOf(regionTable(name)!), usEast1) === file, name).to.equal(true);
    }
  });

  it("hold positive prices", () => {
    for (const name of names) {
      const { ec2, services, spot = {} } = regionTable(name)!;
      for (const price of [...Object.values(ec2), ...Object.values(services).map(([value]) => value)]) expect(price).to.be.greaterThan(0);
      for (const saving of Object.values(spot)) expect(saving).to.be.within(0, 99);
    }
  });

  it("are read only for names of regions", () => {
    expect([regionTable("../data/eu-west-1"), regionTable("atlantis-1"), regionTable("")]).to.deep.equal([undefined, undefined, undefined]);
  });
});
