import { text } from "../../util/schemas";
import { hints } from "../validation/messages";

const iam = "arn:aws[a-z-]*:iam::\\d{12}";

/** Why an ARN is no principal that EKS takes in an access entry, with a hint; undefined for a text that is no ARN. */
function principalHint(arn: unknown): string | undefined {
  if (typeof arn !== "string") return undefined;
  const session = /^(arn:aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)/.exec(arn);
  if (session)
    return `that is a session of a role: write the role, ${session[1]}:iam::${session[2]}:role/${session[3]}, with its path if it has one`;
  if (/:role\/AWSReservedSSO_/.test(arn)) {
    return "roles of IAM Identity Center have a path: write ...:role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_... as IAM shows it";
  }
  if (/:iam::\d{12}:root$/.test(arn)) return "EKS does not accept the root of an account";
  if (/:iam::\d{12}:group\//.test(arn)) return "EKS does not accept IAM groups";
  return undefined;
}

/** IAM role or user, verbatim, path included. */
export const principalArn = text(
  new RegExp(`^${iam}:(role|user)/[!-~]+$`),
  "the ARN of an IAM role or user such as arn:aws:iam::111122223333:role/Admin",
)
  .refine((arn) => principalHint(arn) === undefined)
  .register(hints, { hint: principalHint });

export const roleArn = text(new RegExp(`^${iam}:role/[!-~]+$`), "the ARN of an IAM role such as arn:aws:iam::111122223333:role/Deployer");

/** An IAM role that EKS takes as a principal. */
export const principalRoleArn = roleArn.refine((arn) => principalHint(arn) === undefined).register(hints, { hint: principalHint });
