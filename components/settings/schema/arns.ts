import { text } from "../../util/schemas";
import { hints } from "../validation/messages";

const iam = "arn:aws[a-z-]*:iam::\\d{12}";

/** Why an ARN is no principal that EKS takes in an access entry, with the mend; nothing where it is none at all. */
function principalHint(arn: unknown): string | undefined {
  if (typeof arn !== "string") return undefined;
  const session = /^(arn:aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)/.exec(arn);
  if (session) return `that is a session: write its role, ${session[1]}:iam::${session[2]}:role/${session[3]}, with its path if it has one`;
  if (/:role\/AWSReservedSSO_/.test(arn)) {
    return "roles of IAM Identity Center have a path: write ...:role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_... as IAM shows it";
  }
  if (/:iam::\d{12}:root$/.test(arn)) return "that is an account's root, which EKS does not take";
  if (/:iam::\d{12}:group\//.test(arn)) return "that is a group, which EKS does not take";
  return undefined;
}

/** IAM role or user, verbatim, path included. */
export const principalArn = text(
  new RegExp(`^${iam}:(role|user)/[!-~]+$`),
  "the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin",
)
  .refine((arn) => principalHint(arn) === undefined)
  .register(hints, { mend: principalHint });

export const roleArn = text(new RegExp(`^${iam}:role/[!-~]+$`), "the ARN of an IAM role such as arn:aws:iam::111122223333:role/Deployer");

/** An IAM role that EKS takes as a principal. */
export const principalRoleArn = roleArn.refine((arn) => principalHint(arn) === undefined).register(hints, { mend: principalHint });
