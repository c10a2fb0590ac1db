import type * as pulumi from "@pulumi/pulumi";
import { SettingsError } from "./settings-error";

/**
 * Error for an AWS provider of the program's own without `awsLogin`: a provider keeps to itself how it signs in, and kubeconfig, drain and
 * sweep must sign in likewise. Shows the argument to add.
 * @param call how the argument is passed on; default: through the settings
 */
export function loginMissing(
  provider: pulumi.ProviderResource,
  region: string,
  call = `const settings = parseSettings({ region: "${region}", ... }, { awsLogin }); // or readStackSettings({ awsLogin })`,
): SettingsError {
  const name = (provider as { __name?: string }).__name ?? "own";
  return new SettingsError([
    {
      path: "awsLogin",
      message:
        "missing; required with an explicit AWS provider: the kubeconfig and the cleanup at `pulumi destroy` cannot read the credentials of the provider. Define them once for all:\n" +
        `  const awsLogin = { assumeRoles: [{ roleArn: "arn:aws:iam::111122223333:role/deployer" }] }; // {}: the credentials of the environment\n` +
        `  const provider = new aws.Provider("${name}", { region: "${region}", ...awsLogin });\n` +
        `  ${call}`,
    },
  ]);
}
