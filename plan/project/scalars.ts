// The Pulumi CLI reads stack files with Go's yaml.v3, which is neither YAML 1.1 nor 1.2: 0777 is octal, 1_000 is a number, `yes` is a
// string, and a date becomes Go's text of a time. The plan reads the same values.
import type { ScalarTag } from "yaml";

const core = "tag:yaml.org,2002:";
const int64Min = -(2n ** 63n);
const uint64Max = 2n ** 64n - 1n;

function integer(text: string): bigint | number {
  const [, sign, digits] = /^([-+]?)(.*)$/.exec(text.replaceAll("_", ""))!;
  const magnitude = BigInt(/^0[0-7]+$/.test(digits!) ? `0o${digits!.slice(1)}` : digits!);
  const value = sign === "-" ? -magnitude : magnitude;
  return value < int64Min || value > uint64Max ? Number(value) : value;
}

/** A bare date or time as Go prints it. */
function timestamp(text: string): string {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = timestampPattern.exec(text)!;
  const two = (part: string) => part.padStart(2, "0");
  const offset = zone === "Z" ? "+0000 UTC" : `${zone.replace(":", "")} ${zone.replace(":", "")}`;
  const significant = fraction.replace(/\.?0+$/, "");
  return `${year}-${two(month!)}-${two(day!)} ${two(hour)}:${two(minute)}:${two(second)}${significant} ${offset}`;
}

const timestampPattern = /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt ](\d\d?):(\d\d?):(\d\d?)(\.\d+)?(Z|(?<=[Tt].*)[-+]\d\d:\d\d)?)?$/;

export const scalarTags: ScalarTag[] = [
  { tag: `${core}null`, default: true, test: /^(?:~|null|Null|NULL)?$/, resolve: () => null },
  { tag: `${core}bool`, default: true, test: /^(?:true|True|TRUE|false|False|FALSE)$/, resolve: (text) => text.toLowerCase() === "true" },
  { tag: `${core}timestamp`, default: true, test: timestampPattern, resolve: timestamp },
  {
    tag: `${core}int`,
    default: true,
    test: /^[-+]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+|[1-9][0-9_]*|0)$/,
    resolve: integer,
  },
  {
    tag: `${core}float`,
    default: true,
    test: /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/,
    resolve: (text) => Number(text.replaceAll("_", "")),
  },
  {
    tag: `${core}float`,
    default: true,
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    resolve: (text) => (/nan/i.test(text) ? Number.NaN : text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY),
  },
];
