import { z } from "zod";
import { retentionChoices } from "../../../reference/log-retention";

/** Hosted zones by id, as Route 53 shows them. */
export const hostedZones = z.array(z.string().regex(/^Z[0-9A-Z]{3,31}$/, "the id of a hosted zone such as Z0123456789ABCDEFGHIJ"));

/** How long CloudWatch keeps what an add-on logs. */
export const logRetentionDays = z
  .literal([...retentionChoices])
  .default(30)
  .describe("Days that CloudWatch keeps the logs; 0: for ever");
