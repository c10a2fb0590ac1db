import type { AmiFamily } from "../reference/ami-types";
import { al2023 } from "./user-data-al2023";
import { bottlerocket } from "./user-data-bottlerocket";
import type { UserDataFormat } from "./user-data-format";

export const userDataFormats: Readonly<Record<AmiFamily, UserDataFormat>> = { al2023, bottlerocket };
