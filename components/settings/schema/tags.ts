import { z } from "zod";

/** Section `tags`: on every resource that takes tags. */
export const tags = z.record(z.string(), z.string());
