import { Readable } from "node:stream";
import { expect } from "chai";
import { readRegion } from "../../../scripts/prices/read-region";
import { type Line, linux, priceListFile } from "./excerpts";

/** Reads a region whose lists hold these lines; other services have an empty list. */
const read = (lines: Readonly<Record<string, readonly Line[]>>, currency = "USD") =>
  readRegion(async (service) => priceListFile(lines[service] ?? []), currency);

describe("readRegion, from excerpts that are written, not recorded", () => {
  it("reads prices by usage type and operation, whatever the region's prefix", async () => {
    const { services, failed } = await read({
      AmazonEC2: [
        { usageType: "EU-NatGateway-Hours", operation: "NatGateway", price: "0.0480000000" },
        { usageType: "EU-NatGateway-Bytes", operation: "NatGateway", price: "0.0480000000" },
        { usageType: "EU-RegionalNatGateway-Hours", operation: "RegionalNatGateway", price: "0.9000000000" },
        { usageType: "EU-NatGateway-Prvd-Hours", operation: "NatGateway", price: "0.9000000000" },
        { usageType: "EU-EBS:VolumeP-Throughput.gp3", price: "45.0560000000" },
      ],
      AWSELB: [
        { usageType: "APS1-LoadBalancerUsage", operation: "LoadBalancing:Application", price: "0.0252000000" },
        { usageType: "APS1-TS-LoadBalancerUsage", operation: "LoadBalancing:Application", price: "0.9000000000" },
        { usageType: "TS-LoadBalancerUsage", operation: "LoadBalancing:Application", price: "0.9000000000" },
        { usageType: "LCUUsage", operation: "LoadBalancing:Network", price: "0.0060000000" },
      ],
      AmazonEKS: [
        { usageType: "APS1-AmazonEKS-Hours:XL-ProvisionedTier", price: "1.6500000000" },
        { usageType: "APS1-AmazonEKS-Hours:2XL-ProvisionedTier", price: "3.4000000000" },
      ],
      awskms: [{ usageType: "ap-southeast-1-KMS-Requests", price: "0.0000030000" }],
      AWSDataTransfer: [
        { usageType: "EU-DataTransfer-Out-Bytes", price: "0.0200000000", to: "US East (N. Virginia)" },
        { usageType: "EU-DataTransfer-Out-Bytes", price: "0.0900000000", to: "External" },
      ],
    });
    expect(failed).to.deep.equal([]);
    expect(services).to.deep.equal({
      "nat.hour": [0.048, "list"],
      "nat.gb": [0.048, "list"],
      "ebs.gp3.throughput": [0.044, "list"], // per MiB/s
      "alb.hour": [0.0252, "list"],
      "nlb.nlcu": [0.006, "list"],
      "eks.provisionedControlPlane.xl": [1.65, "list"],
      "eks.provisionedControlPlane.2xl": [3.4, "list"],
      "kms.requests.10k": [0.03, "list"],
      "transfer.internetOut.gb": [0.09, "list"],
    });
  });

  it("takes the first tier that is not free", async () => {
    const tier = (startingRange: string, price: string) => ({ usageType: "EU-VendedLog-Bytes", startingRange, price });
    const { services } = await read({
      AmazonCloudWatch: [tier("51200", "0.2500000000"), tier("0", "0.0000000000"), tier("5", "0.5700000000")],
    });
    expect(services).to.deep.equal({ "cloudwatch.logs.vended.gb": [0.57, "list"] });
  });

  it("reads on-demand prices of Linux on shared tenancy alone", async () => {
    const { ec2, published } = await read({
      AmazonEC2: [
        linux("m7g.large", "0.0910000000"),
        linux("m7i.large", "0.1123500000", { operatingSystem: "Windows" }),
        linux("m6i.large", "0.2000000000", { software: "SQL Web" }),
        linux("c7g.large", "0.3000000000", { tenancy: "Dedicated" }),
        linux("c6g.large", "0.4000000000", { capacity: "UnusedCapacityReservation" }),
        linux("r7g.large", "0.0500000000", { termType: "Reserved" }),
        linux("r6g.large", "0.1500000000", { locationType: "AWS Local Zone" }),
        linux("t4g.nano", "0.0046000000", { usageType: "EU-UnusedBox:t4g.nano" }),
      ],
    });
    expect(ec2).to.deep.equal({ "m7g.large": 0.091 });
    expect(published.ec2).to.equal("2026-09-25");
  });

  it("reads China's prices in CNY, and mixes no currencies", async () => {
    const lines = { AmazonEC2: [linux("m5.large", "1.0810000000", { currency: "CNY", usageType: "CNN1-BoxUsage:m5.large" })] };
    expect((await read(lines, "CNY")).ec2).to.deep.equal({ "m5.large": 1.081 });
    const { ec2, failed } = await read(lines);
    expect([ec2, failed]).to.deep.equal([{}, ["AmazonEC2: prices in CNY, expected USD"]]);
  });

  it("goes on without a service whose list cannot be read", async () => {
    const broken = await readRegion(async (service) => {
      if (service === "AWSELB") throw new Error("404 Not Found");
      if (service === "AmazonEKS") return Readable.from(["<html>blocked</html>\n"]);
      return priceListFile(service === "AmazonVPC" ? [{ usageType: "PublicIPv4:InUseAddress", price: "0.0050000000" }] : []);
    }, "USD");
    expect(broken.services).to.deep.equal({ "ipv4.hour": [0.005, "list"] });
    expect(broken.failed).to.deep.equal([
      "AmazonEKS: not a price list: it has no column names or no publication date",
      "AWSELB: 404 Not Found",
    ]);
  });

  it("fails where the connection breaks", async () => {
    const { failed } = await readRegion(
      async () =>
        new Readable({
          read() {
            this.destroy(new Error("connection lost"));
          },
        }),
      "USD",
    );
    expect(new Set(failed.map((each) => each.split(": ")[1]))).to.deep.equal(new Set(["connection lost"]));
  });
});
