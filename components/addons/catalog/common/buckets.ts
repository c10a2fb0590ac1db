import { z } from "zod";

const name = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

/** Name of an S3 bucket. */
export const bucketName = z
  .string()
  .regex(new RegExp(`^${name}$`), "the name of a bucket: 3 to 63 lowercase letters, digits, - and ., such as reports-eu");

/** Name or ARN of an S3 bucket, of general purpose or directory kind. */
export const bucket = z
  .string()
  .regex(
    new RegExp(`^(${name}|arn:aws[a-z-]*:s3:::${name}|arn:aws[a-z-]*:s3express:[a-z0-9-]+:\\d{12}:bucket/${name}--x-s3)$`),
    "the name or ARN of a bucket such as reports-eu or arn:aws:s3:::reports-eu",
  );
