import { getVersion } from "@pulumi/aws/utilities";
import { pathOf, SettingsError } from "./settings-error";

/** Version of the installed `@pulumi/aws`, without a `v`. */
export function awsSdkVersion(): string {
  return getVersion().replace(/^v/, "");
}

/**
 * @param minimum first version that has what a setting needs
 * @param path of the setting
 * @throws SettingsError if an older one is installed: its provider would ignore the property, or refuse it
 */
export function requireAwsSdk(minimum: string, ...path: readonly PropertyKey[]): void {
  const found = awsSdkVersion();
  if (found.localeCompare(minimum, "en", { numeric: true }) >= 0) return;
  const message = `needs @pulumi/aws ${minimum} or newer, and ${found} is installed; run \`npm install @pulumi/aws@latest\`, or remove it`;
  throw new SettingsError([{ path: `eks-blueprints:${pathOf(...path)}`, message }]);
}
