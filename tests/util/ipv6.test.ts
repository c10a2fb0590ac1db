import { isIPv6 } from "node:net";
import { expect } from "chai";
import fc from "fast-check";
import { dualStackSources, hasHostBits, isIpv6Address, subnetIpv6Block } from "../../components/util/ipv6";

describe("subnetIpv6Block", () => {
  const rows = [
    ["2001:db8:1:200::/56", "private", 0, "2001:db8:1:200::/64"],
    ["2001:db8:1:200::/56", "private", 2, "2001:db8:1:202::/64"],
    ["2001:db8:1:200::/56", "public", 0, "2001:db8:1:210::/64"],
    ["2001:db8:1:200::/56", "controlPlane", 1, "2001:db8:1:221::/64"],
    ["2a05:d018:abc::/56", "private", 0, "2a05:d018:abc::/64"],
    ["2a05:d018:abc::/56", "private", 1, "2a05:d018:abc:1::/64"],
    ["2a05:d018:0:ff00::/56", "public", 7, "2a05:d018:0:ff17::/64"],
    ["2a05:d018:0:ff00:0:0:0:0/56", "public", 7, "2a05:d018:0:ff17::/64"],
  ] as const;
  for (const [vpc, kind, zone, block] of rows)
    it(`returns ${block} for ${kind} subnet ${zone} of ${vpc}`, () => expect(subnetIpv6Block(vpc, kind, zone)).to.equal(block));

  it("gives every subnet of eight zones a block of its own", () => {
    const kinds = ["private", "public", "controlPlane"] as const;
    const blocks = kinds.flatMap((kind) => Array.from({ length: 8 }, (_, zone) => subnetIpv6Block("2001:db8::/56", kind, zone)));
    expect(new Set(blocks).size).to.equal(24);
  });
});

describe("hasHostBits", () => {
  it("distinguishes ranges from addresses with a prefix length", () => {
    expect(hasHostBits("2001:db8::", 32)).to.equal(false);
    expect(hasHostBits("2001:db8:0:1::", 63)).to.equal(true);
    expect(hasHostBits("::1", 128)).to.equal(false);
    expect(hasHostBits("::1", 127)).to.equal(true);
  });
});

describe("isIpv6Address", () => {
  it("agrees with Node.js on addresses, and on texts like them", () => {
    const likeOne = fc.array(fc.constantFrom("::", ":", "0", "1f", "2001", "abcde", "g"), { maxLength: 12 }).map((parts) => parts.join(""));
    const address = fc.ipV6().filter((text) => !text.includes("."));
    fc.assert(
      fc.property(fc.oneof(address, likeOne), (text) => {
        expect(isIpv6Address(text), text).to.equal(isIPv6(text));
      }),
    );
  });
});

describe("dualStackSources", () => {
  it("adds every IPv6 address to every IPv4 address, unless ranges of IPv6 are named", () => {
    expect(dualStackSources(["0.0.0.0/0"], true)).to.deep.equal(["0.0.0.0/0", "::/0"]);
    expect(dualStackSources(["0.0.0.0/0", "2001:db8::/32"], true)).to.deep.equal(["0.0.0.0/0", "2001:db8::/32"]);
    expect(dualStackSources(["0.0.0.0/0", "::/0"], true)).to.deep.equal(["0.0.0.0/0", "::/0"]);
    expect(dualStackSources(["0.0.0.0/0"], false)).to.deep.equal(["0.0.0.0/0"]);
    expect(dualStackSources(["10.0.0.0/8"], true)).to.deep.equal(["10.0.0.0/8"]);
  });
});
