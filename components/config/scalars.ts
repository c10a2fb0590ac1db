import { z } from "zod";

/** Days that CloudWatch Logs accepts as retention; 0 keeps for ever. */
export const retentionChoices = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const retentionDays = z.literal([...retentionChoices]);
export const name = z.string().min(1);
export const cidr = z.cidrv4();
export const clusterName = z
  .string()
  .regex(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, "1 to 100 letters, digits, - and _, a letter or digit first");
export const arn = z
  .string()
  .regex(/^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:.+$/, "an ARN such as arn:aws:iam::111122223333:role/Admin");
