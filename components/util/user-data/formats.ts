import { type AmiChoice, amiFamilyOf } from "../../reference/ami-of-family";
import type { AmiFamily } from "../../reference/ami-types";
import { al2023 } from "./al2023";
import { bottlerocket, withoutControlContainer, withoutFipsEndpoint } from "./bottlerocket";
import type { UserData, UserDataFormat } from "./format";
import { windows } from "./windows";

export const userDataFormats: Readonly<Record<AmiFamily, UserDataFormat>> = {
  al2023,
  bottlerocket,
  windows2019: windows,
  windows2022: windows,
  windows2025: windows,
};

/**
 * What of a pool's user data is the user's, and what the operating system needs. Without Session Manager, Bottlerocket's control container could not
 * authenticate.
 */
export function ownUserData({ ami, userData, ssm, fipsEndpoint = true }: OwnUserDataSettings): UserData {
  if (amiFamilyOf(ami) !== "bottlerocket") return userData;
  const own = ssm ? userData : withoutControlContainer(userData);
  return fipsEndpoint ? own : withoutFipsEndpoint(own);
}

interface OwnUserDataSettings {
  readonly ami: AmiFamily | AmiChoice;
  readonly userData: UserData;
  readonly ssm: boolean;
  /** Whether FIPS AMIs use the FIPS endpoint of ECR. Default: true */
  readonly fipsEndpoint?: boolean;
}
