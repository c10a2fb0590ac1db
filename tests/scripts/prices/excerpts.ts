// Excerpts of AWS's price list in its form of 2026. They are written for the tests, not recorded: names of columns, usage types and prices are as AWS
// publishes them, everything else is left out.
import { Readable } from "node:stream";

export interface Line {
  readonly usageType: string;
  readonly price: string;
  readonly operation?: string;
  readonly startingRange?: string;
  readonly currency?: string;
  readonly termType?: string;
  readonly locationType?: string;
  readonly instanceType?: string;
  readonly operatingSystem?: string;
  readonly tenancy?: string;
  readonly software?: string;
  readonly capacity?: string;
  readonly to?: string;
}

const columns: readonly (readonly [name: string, of: (line: Line) => string])[] = [
  ["SKU", () => "KFNSSCHWD43WZK2R"],
  ["TermType", ({ termType = "OnDemand" }) => termType],
  ["PriceDescription", ({ price }) => `$${price}, "list price"`],
  ["StartingRange", ({ startingRange = "0" }) => startingRange],
  ["Unit", () => "Hrs"],
  ["PricePerUnit", ({ price }) => price],
  ["Currency", ({ currency = "USD" }) => currency],
  ["Location Type", ({ locationType = "AWS Region" }) => locationType],
  ["Instance Type", ({ instanceType = "" }) => instanceType],
  ["Tenancy", ({ tenancy = "" }) => tenancy],
  ["Operating System", ({ operatingSystem = "" }) => operatingSystem],
  ["usageType", ({ usageType }) => usageType],
  ["operation", ({ operation = "" }) => operation],
  ["CapacityStatus", ({ capacity = "" }) => capacity],
  ["Pre Installed S/W", ({ software = "" }) => software],
  ["To Location", ({ to = "" }) => to],
];

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A file of the price list, in small chunks as a network delivers them. */
export function priceListFile(lines: readonly Line[], published = "2026-09-25T17:45:21Z"): Readable {
  const rows = [
    ["FormatVersion", "v1.0"],
    ["Disclaimer", "This pricing list is for informational purposes only."],
    ["Publication Date", published],
    ["OfferCode", "AmazonEC2"],
    columns.map(([name]) => name),
    ...lines.map((line) => columns.map(([, of]) => of(line))),
  ];
  const text = rows.map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
  return Readable.from(text.match(/[\s\S]{1,100}/g)!);
}

/** A row of an instance on demand with Linux. */
export const linux = (instanceType: string, price: string, more: Partial<Line> = {}): Line => ({
  ...{ usageType: `EU-BoxUsage:${instanceType}`, operation: "RunInstances", instanceType, price },
  ...{ operatingSystem: "Linux", tenancy: "Shared", software: "NA", capacity: "Used" },
  ...more,
});
