import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Context } from "../../../util/context";

/** User of a storage virtual machine that administers it alone, and as which NetApp recommends to run Trident. */
const username = "vsadmin";

interface Vsadmin {
  readonly context: Context;
  /** A secret that exists. Default: one is created. */
  readonly secretArn: string | undefined;
}

/**
 * The password of the user `vsadmin`, and the secret from which Trident reads it. The FSx API takes the password itself, so the state has it, encrypted as every secret of Pulumi.
 * A random password is made once: it is read back from the first version of the secret, and later ones are ignored.
 */
export function vsadminSecret(
  name: string,
  { context, secretArn }: Vsadmin,
  opts: pulumi.CustomResourceOptions & { readonly parent: pulumi.Resource },
): { readonly secretArn: pulumi.Output<string>; readonly password: pulumi.Output<string> } {
  if (secretArn !== undefined) {
    const found = aws.secretsmanager.getSecretVersionOutput({ secretId: secretArn }, { parent: opts.parent });
    return {
      secretArn: pulumi.output(secretArn),
      password: pulumi.secret(found.secretString.apply((text) => passwordIn(secretArn, text))),
    };
  }
  const secret = new aws.secretsmanager.Secret(
    `${name}-vsadmin`,
    {
      namePrefix: `${context.clusterName}-trident-`, // a new name each time: Secrets Manager keeps a deleted secret for a while
      description: `User vsadmin of the FSx for ONTAP file system of EKS cluster ${context.clusterName}`,
      tags: context.tags,
    },
    opts,
  );
  const random = aws.secretsmanager.getRandomPasswordOutput(
    { passwordLength: 32, excludePunctuation: true, requireEachIncludedType: true }, // ONTAP requires a letter and a digit; FSx accepts 8 to 50 characters
    { parent: opts.parent },
  );
  const secretString = pulumi.secret(random.randomPassword.apply((password) => JSON.stringify({ username, password })));
  const version = new aws.secretsmanager.SecretVersion(
    `${name}-vsadmin`,
    { secretId: secret.id, secretString },
    { ...opts, ignoreChanges: ["secretString"] },
  );
  const password = version.secretString.apply((text) => passwordIn("the secret of the stack", text ?? ""));
  return { secretArn: version.arn, password: pulumi.secret(password) };
}

/** @throws Error unless a secret has the form that Trident reads */
function passwordIn(secret: string, text: string): string {
  const found = fieldsOf(text);
  if (found.username !== username || typeof found.password !== "string")
    throw new Error(`${secret}: expected {"username": "${username}", "password": "..."} as its value`);
  return found.password;
}

function fieldsOf(text: string): { readonly username?: unknown; readonly password?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
