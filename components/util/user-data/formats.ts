import { type AmiChoice, amiFamilyOf } from "../../reference/ami-of-family";
import type { AmiFamily } from "../../reference/ami-types";
import { al2023 } from "./al2023";
import { bottlerocket, withoutControlContainer } from "./bottlerocket";
import type { UserData, UserDataFormat } from "./format";
import { windows } from "./windows";

export const userDataFormats: Readonly<Record<AmiFamily, UserDataFormat>> = {
  al2023,
  bottlerocket,
  windows2019: windows,
  windows2022: windows,
  windows2025: windows,
};

/** What of a pool's user data is the user's. Without Session Manager, Bottlerocket's control container could not authenticate. */
export function ownUserData({ ami, userData, ssm }: OwnUserDataSettings): UserData {
  return amiFamilyOf(ami) === "bottlerocket" && !ssm ? withoutControlContainer(userData) : userData;
}

interface OwnUserDataSettings {
  readonly ami: AmiFamily | AmiChoice;
  readonly userData: UserData;
  readonly ssm: boolean;
}
