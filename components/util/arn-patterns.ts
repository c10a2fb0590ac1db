/** What an ARN must look like, and how to say so. */
export interface ArnPattern {
  readonly pattern: RegExp;
  readonly phrase: string;
}

export const kmsKeyArnPattern: ArnPattern = {
  pattern: /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[0-9A-Za-z-]+$/,
  phrase: "the ARN of a KMS key, not of an alias, such as arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
};
