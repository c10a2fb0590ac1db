// Prints the add-on versions for each Kubernetes version, their sources, and outdated versions in stack files. Arguments: stack files.
// Default: all of the project.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { addonNames } from "../components/addons/names";
import { type AddonVersions, addonVersions, versionSources } from "../components/addons/versions";
import { defaultKubernetesVersion, kubernetesVersions, tableDate } from "../components/reference/kubernetes-versions";
import { overrideFindings } from "./version-overrides";

const root = path.join(__dirname, "..");
const supported = Object.keys(kubernetesVersions).filter((version) => kubernetesVersions[version]!.extendedUntil >= tableDate);
const sources = Object.keys(versionSources);

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    );
}

function row(name: string, { eksAddon, chart }: AddonVersions): string[] {
  const pins = supported.map((version) => {
    const pin = eksAddon?.[version];
    return pin ? `${pin[0]} ${sources.indexOf(pin[1]!) + 1}` : eksAddon ? "AWS's default" : "";
  });
  return [name, chart ?? (eksAddon ? "" : "none"), ...pins];
}

console.log(
  `Add-on versions by Kubernetes version, as of ${tableDate}; ${defaultKubernetesVersion} is the default. The number after a version is its source.\n`,
);
print([["add-on", "chart", ...supported], ...addonNames.map((name) => row(name, addonVersions[name]))]);
console.log();
for (const [index, source] of sources.entries()) console.log(`${index + 1}  ${versionSources[source as keyof typeof versionSources]}`);
console.log(
  "\nNo version: no source is known, so AWS picks its default at deployment. Charts: source and date are in components/addons/versions.ts.",
);

const named = process.argv.slice(2);
const files = named.length > 0 ? named : readdirSync(root).filter((file) => /^Pulumi\.[^.]+\.yaml$/.test(file));
const findings = files.flatMap((file) => {
  const { config = {} } = parse(readFileSync(path.resolve(root, file), "utf8")) ?? {};
  return overrideFindings(config).map((finding) => `${file}: ${finding}`);
});
console.log(`\nIn ${files.length} stack files: ${findings.length === 0 ? "nothing is out of support." : ""}`);
for (const finding of findings) console.log(finding);
