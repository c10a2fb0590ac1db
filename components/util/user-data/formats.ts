import type { AmiFamily } from "../../reference/ami-types";
import { al2023 } from "./al2023";
import { bottlerocket } from "./bottlerocket";
import type { UserDataFormat } from "./format";

export const userDataFormats: Readonly<Record<AmiFamily, UserDataFormat>> = { al2023, bottlerocket };
