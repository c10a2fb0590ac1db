import { expect } from "chai";
import * as fc from "fast-check";
import { Netmask } from "netmask";
import { overlap } from "../../components/settings/rules/ranges";
import {
  edgeSubnet,
  edgeSubnetLimit,
  hasControlPlaneRoom,
  hasEdgeRoom,
  isolatedSubnet,
  isolatedSubnetLimit,
  maxZones,
  planAddresses,
} from "../../components/util/address-plan";

/** The layout of `awsx.ec2.Vpc` with `subnetStrategy: "Auto"`: one slot per zone, and in it aligned subnets in sequence. */
function awsxLayout(cidr: string, slotMask: number, masks: readonly number[], zoneCount: number): string[][] {
  const start = new Netmask(cidr).netLong;
  return Array.from({ length: zoneCount }, (_, zone) => {
    let next = start + zone * 2 ** (32 - slotMask);
    return masks.map((mask) => {
      const size = 2 ** (32 - mask);
      const base = Math.ceil(next / size) * size;
      next = base + size;
      return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${mask}`;
    });
  });
}

const vpc = fc
  .record({ address: fc.integer({ min: 0, max: 2 ** 32 - 1 }), mask: fc.integer({ min: 16, max: 26 }) })
  .map(({ address, mask }) => {
    const bytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
    return `${new Netmask(bytes, mask).base}/${mask}`;
  });
const vpcAndZones = vpc.chain((cidr) => fc.tuple(fc.constant(cidr), fc.integer({ min: 1, max: maxZones(cidr) })));

function blocks(cidr: string, zoneCount: number): Netmask[] {
  return planAddresses(cidr, zoneCount).zones.flatMap((zone) => [new Netmask(zone.private), new Netmask(zone.public)]);
}

describe("planAddresses", () => {
  it("gives each zone an eighth of a large VPC, half of it private", () => {
    expect(planAddresses("10.0.0.0/16", 3)).to.deep.equal({
      slotMask: 19,
      privateMask: 20,
      publicMask: 22,
      zones: [
        { private: "10.0.0.0/20", public: "10.0.16.0/22", controlPlane: "10.0.31.240/28" },
        { private: "10.0.32.0/20", public: "10.0.48.0/22", controlPlane: "10.0.63.240/28" },
        { private: "10.0.64.0/20", public: "10.0.80.0/22", controlPlane: "10.0.95.240/28" },
      ],
    });
  });

  const zoneLimits: readonly [string, number][] = [
    ["10.0.0.0/16", 8],
    ["10.0.0.0/22", 8],
    ["10.0.0.0/23", 4],
    ["10.0.0.0/24", 4],
    ["10.0.0.0/25", 4],
    ["10.0.0.0/26", 2],
    ["10.0.0.0/27", 0],
    ["10.0.0.0/28", 0],
  ];
  for (const [cidr, zones] of zoneLimits) {
    it(`fits ${zones} zones in ${cidr}`, () => {
      expect(maxZones(cidr)).to.equal(zones);
      expect(() => planAddresses(cidr, zones + 1)).to.throw(`${cidr} fits ${zones} zones, not ${zones + 1}`);
    });
  }

  it("matches the layout of awsx", () => {
    // recorded from awsx 3.9
    expect(awsxLayout("10.0.0.0/16", 18, [19, 22], 3)).to.deep.equal([
      ["10.0.0.0/19", "10.0.32.0/22"],
      ["10.0.64.0/19", "10.0.96.0/22"],
      ["10.0.128.0/19", "10.0.160.0/22"],
    ]);
    fc.assert(
      fc.property(vpcAndZones, ([cidr, count]) => {
        const { slotMask, privateMask, publicMask, zones } = planAddresses(cidr, count);
        expect(zones.map((zone) => [zone.private, zone.public])).to.deep.equal(
          awsxLayout(cidr, slotMask, [privateMask, publicMask], count),
        );
      }),
    );
  });

  it("keeps subnets within the VPC, disjoint, and at least as large as AWS requires", () => {
    fc.assert(
      fc.property(vpcAndZones, ([cidr, count]) => {
        const all = blocks(cidr, count);
        const sorted = [...all].sort((one, other) => one.netLong - other.netLong);
        for (const [index, block] of sorted.entries()) {
          expect(new Netmask(cidr).contains(block), `${block} lies in ${cidr}`).to.equal(true);
          expect(block.bitmask).to.be.at.most(28);
          const following = sorted[index + 1];
          if (following) expect(block.netLong + block.size, `${block} and ${following}`).to.be.at.most(following.netLong);
        }
      }),
    );
  });

  it("moves no subnet when a zone is added", () => {
    fc.assert(
      fc.property(vpcAndZones, ([cidr, count]) => {
        const all = planAddresses(cidr, maxZones(cidr)).zones;
        expect(planAddresses(cidr, count).zones).to.deep.equal(all.slice(0, count));
      }),
    );
  });
});

describe("hasControlPlaneRoom", () => {
  it("is true where the last /28 of no zone overlaps another subnet", () => {
    const overlap = (a: string, b: string) => new Netmask(a).contains(b) || new Netmask(b).contains(a);
    fc.assert(
      fc.property(vpcAndZones, fc.boolean(), ([cidr, zones], publicSubnets) => {
        const plan = planAddresses(cidr, zones).zones;
        const others = plan.flatMap((zone) => [zone.private, ...(publicSubnets ? [zone.public] : [])]);
        const free = plan.every(
          ({ controlPlane }) => new Netmask(cidr).contains(controlPlane) && !others.some((other) => overlap(controlPlane, other)),
        );
        expect(hasControlPlaneRoom(cidr, publicSubnets)).to.equal(free);
      }),
    );
  });

  it("is false for a VPC that fits no zone", () => expect(hasControlPlaneRoom("10.0.0.0/27", false)).to.equal(false));
});

describe("edgeSubnet", () => {
  const cidrs = fc.integer({ min: 16, max: 23 }).map((mask) => `10.0.0.0/${mask}`);

  it("is an eighth of a slot", () => {
    expect(edgeSubnet("10.0.0.0/16", "localZone", 0)).to.equal("10.0.20.0/22");
    expect(edgeSubnet("10.0.0.0/16", "outpost", 1)).to.equal("10.0.56.0/22");
    expect(hasEdgeRoom("10.0.0.0/23")).to.equal(true);
    expect(hasEdgeRoom("10.0.0.0/24")).to.equal(false);
  });

  it("overlaps no subnet of a zone and no other of its kind", () => {
    fc.assert(
      fc.property(cidrs, (cidr) => {
        const count = edgeSubnetLimit(cidr);
        const kinds = ["localZone", "outpost"] as const;
        const all = [
          ...planAddresses(cidr, count).zones.flatMap((zone) => [zone.private, zone.public, zone.controlPlane]),
          ...kinds.flatMap((kind) => Array.from({ length: count }, (_, slot) => edgeSubnet(cidr, kind, slot))),
        ];
        for (const [index, one] of all.entries())
          for (const other of all.slice(index + 1)) expect(overlap(one, other), `${cidr}: ${one}, ${other}`).to.equal(false);
      }),
    );
  });
});

describe("isolatedSubnet", () => {
  it("is a quarter of the last eighth of a slot", () => {
    expect(isolatedSubnet("10.0.0.0/16", 0, 0)).to.equal("10.0.28.0/24");
    expect(isolatedSubnet("10.0.0.0/16", 2, 1)).to.equal("10.0.62.0/24");
    expect(isolatedSubnetLimit("10.0.0.0/20")).to.equal(3);
    expect(isolatedSubnetLimit("10.0.0.0/21")).to.equal(0);
    expect(isolatedSubnetLimit("10.0.0.0/28")).to.equal(0);
  });

  it("is within the VPC, is large enough for AWS, and overlaps no other subnet", () => {
    const cidrs = fc.integer({ min: 16, max: 20 }).map((mask) => `10.0.0.0/${mask}`);
    fc.assert(
      fc.property(cidrs, (cidr) => {
        const slots = Array.from({ length: maxZones(cidr) }, (_, slot) => slot);
        const isolated = slots.flatMap((slot) => [0, 1, 2].map((position) => isolatedSubnet(cidr, position, slot)));
        const others = [
          ...planAddresses(cidr, slots.length).zones.flatMap((zone) => [zone.private, zone.public, zone.controlPlane]),
          ...slots.flatMap((slot) => (["localZone", "outpost"] as const).map((kind) => edgeSubnet(cidr, kind, slot))),
        ];
        for (const [index, one] of isolated.entries()) {
          expect(new Netmask(cidr).contains(one), `${one} lies in ${cidr}`).to.equal(true);
          expect(new Netmask(one).bitmask).to.be.at.most(28);
          for (const other of [...others, ...isolated.slice(index + 1)]) expect(overlap(one, other), `${one}, ${other}`).to.equal(false);
        }
      }),
    );
  });
});
