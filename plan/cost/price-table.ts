import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root";
import type { Confidence } from "./cost";

export type ServicePrice = readonly [price: number, confidence: Confidence];

/** Prices of one region, as `npm run prices` writes them to `data/<region>.json`. */
export interface RegionTable {
  readonly region: string;
  readonly currency: string;
  /** Dates of the parts. `ec2` is missing where no price of an instance type is known. */
  readonly asOf: { readonly ec2?: string; readonly services: string; readonly spot?: string };
  readonly services: Readonly<Record<string, ServicePrice>>;
  /** On-demand price per hour by instance type: Linux, shared tenancy. */
  readonly ec2: Readonly<Record<string, number>>;
  /** The same in Local and Wavelength Zones of the region, by the name of their group. */
  readonly zones?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Types whose price changed elsewhere after this region's was read. */
  readonly stale?: readonly string[];
  /** Typical saving of spot in percent, by instance type. */
  readonly spot?: Readonly<Record<string, number>>;
  /** Prices relative to us-east-1: of all types (`all`), by class such as `m-arm`, and by family. */
  readonly ratio?: {
    readonly all: number;
    readonly classes: Readonly<Record<string, number>>;
    readonly families: Readonly<Record<string, number>>;
  };
}

const data = path.join(root, "plan/cost/data");
const tables = new Map<string, RegionTable | undefined>();

/** The price table of a region; nothing where there is none. */
export function regionTable(region: string): RegionTable | undefined {
  if (!tables.has(region)) {
    const file = path.join(data, `${region}.json`);
    const known = /^[a-z0-9-]+$/.test(region) && existsSync(file);
    tables.set(region, known ? (JSON.parse(readFileSync(file, "utf8")) as RegionTable) : undefined);
  }
  return tables.get(region);
}
