import { expect } from "chai";
import type { Values } from "../../../../plan/types";
import { planned } from "../../resources";
import { reasons, rows } from "../costs";

const lustre = (inputs: Values) => planned({ type: "aws:fsx/lustreFileSystem:LustreFileSystem", name: "a", inputs });

describe("FSx file systems", () => {
  it("cost by size, for Lustre at the price of its throughput", () => {
    const persistent = { deploymentType: "PERSISTENT_2", storageCapacity: 1200, perUnitStorageThroughput: 250 };
    expect(rows("us-east-1", [lustre(persistent)])).to.deep.equal(["FSx for Lustre, storage: 1200 x 0.21 estimate"]);
    expect(rows("us-east-1", [lustre({ deploymentType: "SCRATCH_2", storageCapacity: 2400 })])).to.deep.equal([
      "FSx for Lustre, storage: 2400 x 0.14 estimate",
    ]);
  });

  it("have no price of deployment types that are not in the tables", () => {
    expect(reasons("us-east-1", [lustre({ deploymentType: "PERSISTENT_1", storageCapacity: 1200 })])).not.to.be.empty;
  });

  it("cost by size and throughput, for OpenZFS", () => {
    const inputs = { storageCapacity: 64, throughputCapacity: 160, deploymentType: "SINGLE_AZ_2" };
    const plan = [planned({ type: "aws:fsx/openZfsFileSystem:OpenZfsFileSystem", name: "a", inputs })];
    expect(rows("us-east-1", plan)).to.deep.equal([
      "FSx for OpenZFS, storage: 64 x 0.09 list",
      "FSx for OpenZFS, throughput: 160 x 0.26 estimate",
    ]);
  });
});
