import { always, byMonth } from "../charge";
import type { Pricer } from "../context";
import { estimated, missing } from "../price";
import { number, text } from "../values";

/** USD for each GB and month in us-east-1, by MB/s for each TiB of PERSISTENT_2 with SSD. Source: AWS, pricing of FSx for Lustre (2026). */
const lustrePersistent: Readonly<Record<number, number>> = { 125: 0.145, 250: 0.21, 500: 0.34, 1000: 0.6 };
const lustreScratch = 0.14;

/** USD for each MB/s and month in us-east-1, of OpenZFS with one zone. Source: AWS, pricing of FSx for OpenZFS (2026). */
const openZfsThroughput = 0.26;

export const lustre: Pricer = (resource) => {
  const { deploymentType, perUnitStorageThroughput, storageCapacity } = resource.inputs;
  const price = text(deploymentType) === "SCRATCH_2" ? lustreScratch : lustrePersistent[number(perUnitStorageThroughput) ?? 0];
  const found = price === undefined ? missing("no price of this deployment type in the tables") : estimated(price);
  return [byMonth(resource, "FSx for Lustre, storage", "GB-month", found, always(number(storageCapacity) ?? 0))];
};

export const openZfs: Pricer = (resource, context) => {
  const { storageCapacity, throughputCapacity } = resource.inputs;
  return [
    byMonth(
      resource,
      "FSx for OpenZFS, storage",
      "GB-month",
      context.price(resource, "fsx.openzfs.ssd.gb"),
      always(number(storageCapacity) ?? 0),
    ),
    byMonth(resource, "FSx for OpenZFS, throughput", "MBps-month", estimated(openZfsThroughput), always(number(throughputCapacity) ?? 0)),
  ];
};
