import { listed } from "../../components/util/did-you-mean";
import { allowsAction, type DocumentStatement, statementsOf, trustOf } from "../iam-document";
import { advice, type BuiltInRule, onEach, serious } from "../rule";
import { at, isOff } from "../values";
import { roleType } from "./types";

/** Whether a condition limits whom a trust policy admits, by a claim such as `:sub`. */
function limitsClaim({ conditions }: DocumentStatement, claim: string): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/i.test(operator) &&
      key.endsWith(`:${claim}`) &&
      values.length > 0 &&
      values.every((value) => !/^[*:?]*$/.test(value.replace(/^system:serviceaccount/, ""))),
  );
}

const isAnybody = ({ principals }: DocumentStatement) => principals["*"] !== undefined || (principals.AWS ?? []).includes("*");

export const trustRules: readonly BuiltInRule[] = [
  {
    id: "iam-trust-claims",
    title: "Trust of an OIDC provider names subject and audience",
    reason:
      "Without a subject every service account of the cluster can assume the role, without an audience tokens for other services too.",
    fix: "add conditions on `<issuer>:sub` and `<issuer>:aud`, as `serviceAccounts` of teams and add-ons do",
    controls: ["EKS Best Practices / identity-and-access-management"],
    levels: serious,
    check: onEach(roleType, (role) =>
      trustOf(role).flatMap((statement) => {
        if (!allowsAction(statement, "sts:AssumeRoleWithWebIdentity") || statement.principals.Federated === undefined) return [];
        const missing = [...(limitsClaim(statement, "sub") ? [] : ["subject"]), ...(limitsClaim(statement, "aud") ? [] : ["audience"])];
        return missing.length > 0 ? [`the trust policy limits no ${listed(missing, "or")}`] : [];
      }),
    ),
  },
  {
    id: "iam-trust-anybody",
    title: "No trust policy admits every principal",
    reason: "Every AWS account can then assume the role.",
    fix: "name the principals, or add a condition such as one on `aws:PrincipalOrgID`",
    controls: ["CKV_AWS_60"],
    levels: serious,
    check: onEach(roleType, (role) =>
      trustOf(role)
        .filter((statement) => statement.allows && isAnybody(statement) && statement.conditions.length === 0)
        .map(() => "the trust policy admits every principal"),
    ),
  },
  {
    id: "kms-public-key",
    title: "No key policy admits every principal",
    reason: "Every AWS account can then use the key.",
    fix: "name the principals in the key policy, or add a condition such as one on `kms:CallerAccount`",
    controls: ["FSBP KMS.5"],
    levels: serious,
    check: onEach(["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"], ({ inputs }) =>
      statementsOf(at(inputs.policy))
        .filter((statement) => statement.allows && isAnybody(statement) && statement.conditions.length === 0)
        .map(() => "the key policy admits every principal"),
    ),
  },
  {
    id: "kms-rotation",
    title: "KMS keys are rotated",
    reason: "Rotation limits how much one version of the key encrypts, and is free of effort.",
    fix: "set `enableKeyRotation: true`, as stacks of this project do",
    controls: ["CKV_AWS_7", "EKS Best Practices / data-encryption-and-secrets-management"],
    levels: advice,
    check: onEach("aws:kms/key:Key", ({ inputs }) => {
      const spec = at(inputs.customerMasterKeySpec) ?? "SYMMETRIC_DEFAULT";
      return spec === "SYMMETRIC_DEFAULT" && isOff(at(inputs.enableKeyRotation)) && "the key is not rotated";
    }),
  },
];
