import { expect } from "chai";
import { efaDevices, efaInterfaces } from "../../components/reference/efa";

const layout = (type: string) =>
  efaInterfaces(type)?.map(({ networkCardIndex, deviceIndex, interfaceType }) => `${networkCardIndex}.${deviceIndex} ${interfaceType}`);

describe("EFA interfaces of instance types", () => {
  it("are one on each network card, of which only the first has an IP address", () => {
    expect(layout("c7gn.16xlarge")).to.deep.equal(["0.0 efa"]);
    expect(layout("p4d.24xlarge")).to.deep.equal(["0.0 efa", "1.1 efa-only", "2.1 efa-only", "3.1 efa-only"]);
    expect(efaInterfaces("p5.48xlarge")).to.have.lengthOf(32);
  });

  it("follow the exceptions of network cards", () => {
    expect(layout("hpc6id.32xlarge")).to.deep.equal(["0.0 efa", "1.0 efa-only"]);
    expect(layout("p6-b300.48xlarge")!.slice(0, 2)).to.deep.equal(["0.0 interface", "1.0 efa-only"]);
    expect(efaDevices("p6-b300.48xlarge")).to.equal(16);
  });

  it("are unknown for types without EFA", () => {
    expect(efaInterfaces("m7g.large")).to.equal(undefined);
    expect(efaDevices("m7g.large")).to.equal(0);
  });
});
