// Input types of the resources that stacks create, written by `npm run input-types`. The table is large, and only stacks with overrides need it.

interface InputTypeTable {
  /** Packages and versions that the table was read from. */
  readonly source: string;
  /** Properties of each resource type, as `readMembers` reads them. */
  readonly types: Readonly<Record<string, string>>;
  /** Properties of the nested types that these name. */
  readonly nested: Readonly<Record<string, string>>;
}

export function inputTypeTable(): InputTypeTable {
  return require("./generated/input-types.json") as InputTypeTable;
}
