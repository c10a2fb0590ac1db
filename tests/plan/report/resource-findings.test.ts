import { expect } from "chai";
import { resourceFindings } from "../../../plan/report/resource-findings";
import { planned, urnOf } from "../resources";

const subnet = (name: string, parent: string, mapPublicIpOnLaunch?: boolean) =>
  planned({ type: "aws:ec2/subnet:Subnet", name, parent, inputs: mapPublicIpOnLaunch === undefined ? {} : { mapPublicIpOnLaunch } });
const vpc = (name: string) => urnOf("aws:ec2/vpc:Vpc", name);

describe("resourceFindings", () => {
  it("names the subnets of each VPC that assign public addresses", () => {
    const found = resourceFindings([
      subnet("public-1", vpc("a"), true),
      subnet("private-1", vpc("a"), false),
      subnet("public-2", vpc("a"), true),
      subnet("other", vpc("b"), true),
    ]);
    expect(found.map(({ rule, level, urn, message }) => [rule, level, urn, message])).to.deep.equal([
      [
        "public-subnet-addresses",
        "information",
        vpc("a"),
        "every instance that somebody starts in public-1, public-2 gets a public IPv4 address (`mapPublicIpOnLaunch`)",
      ],
      [
        "public-subnet-addresses",
        "information",
        vpc("b"),
        "every instance that somebody starts in other gets a public IPv4 address (`mapPublicIpOnLaunch`)",
      ],
    ]);
    expect(found[0]!.fix).to.include("`transforms`");
  });

  it("is empty when no subnet assigns public addresses", () => {
    expect(resourceFindings([subnet("private-1", vpc("a"), false), subnet("private-2", vpc("a"))])).to.deep.equal([]);
  });
});
