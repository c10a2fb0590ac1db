import { expect } from "chai";
import { type Call, isAllowed } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const zone = (id: string) => `arn:aws:route53:::hostedzone/${id}`;
const own = "Z0123456789ABCDEFGHIJ";
const others = [`${own}2`, "Z0123456789ABCDEFGHI", "Z2"];
const records = (...types: string[]) => ({ "route53:ChangeResourceRecordSetsRecordTypes": types });

describe("IAM policies for Route 53", () => {
  let resources: Resources;
  before(async () => {
    resources = await registered({
      addons: { "external-dns": { zones: [own] }, "cert-manager": { zones: [own] } },
    });
  });
  const allowed = (name: string, action: string, resource: string, context: Call["context"] = {}) =>
    isAllowed(resources, `eks-${name}-${name}`, { action, resource, context });

  it("allow external-dns to read and change records only in the configured zones (provider/aws/aws.go)", async () => {
    for (const action of ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets", "route53:ListTagsForResources"]) {
      expect(await allowed("external-dns", action, zone(own)), action).to.equal(true);
      for (const other of others) expect(await allowed("external-dns", action, zone(other)), `${action} ${other}`).to.equal(false);
    }
    expect(await allowed("external-dns", "route53:ListHostedZones", "*")).to.equal(true);
    expect(await allowed("external-dns", "route53:DeleteHostedZone", zone(own))).to.equal(false);
  });

  it("allow cert-manager to change TXT records only in the configured zones (pkg/issuer/acme/dns/route53/route53.go)", async () => {
    const change = "route53:ChangeResourceRecordSets";
    expect(await allowed("cert-manager", change, zone(own), records("TXT"))).to.equal(true);
    expect(await allowed("cert-manager", change, zone(own), records("A"))).to.equal(false);
    expect(await allowed("cert-manager", change, zone(own), records("TXT", "A"))).to.equal(false);
    for (const other of others) expect(await allowed("cert-manager", change, zone(other), records("TXT")), other).to.equal(false);
    expect(await allowed("cert-manager", "route53:ListResourceRecordSets", zone(own))).to.equal(true);
    expect(await allowed("cert-manager", "route53:ListResourceRecordSets", zone("Z2"))).to.equal(false);
    expect(await allowed("cert-manager", "route53:GetChange", "arn:aws:route53:::change/C1")).to.equal(true);
    expect(await allowed("cert-manager", "route53:ListHostedZonesByName", "*")).to.equal(true);
  });
});
