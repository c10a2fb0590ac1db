// Condition operators of IAM policies. Source: IAM user guide, IAM JSON policy elements: condition operators (2026-11).

const comparisons = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
  "StringLike",
  "StringNotLike",
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
  "DateEquals",
  "DateNotEquals",
  "DateLessThan",
  "DateLessThanEquals",
  "DateGreaterThan",
  "DateGreaterThanEquals",
  "Bool",
  "BinaryEquals",
  "IpAddress",
  "NotIpAddress",
  "ArnEquals",
  "ArnLike",
  "ArnNotEquals",
  "ArnNotLike",
];

/** Operators without the prefix for keys of several values. */
export const conditionOperators: readonly string[] = [...comparisons, ...comparisons.map((name) => `${name}IfExists`), "Null"];

/** Prefixes for keys of several values. */
export const setOperators = ["ForAllValues:", "ForAnyValue:"] as const;
