import { z } from "zod";
import { retentionDays } from "../../../util/schemas";

/** Hosted zones by id, as Route 53 shows them. */
export const hostedZones = z.array(z.string().regex(/^Z[0-9A-Z]{1,31}$/, "the ID of a hosted zone such as Z0123456789ABCDEFGHIJ"));

/** Retention of an add-on's logs in CloudWatch. */
export const logRetentionDays = retentionDays.default(30).describe("Retention of the logs in days; 0 means never expire");
