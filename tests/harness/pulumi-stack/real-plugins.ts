// The real plugins of the Pulumi CLI that `npm run setup:engine` builds: the Node.js language host and, with `--kubernetes`, the Kubernetes provider.
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { kept } from "../mocks/programs";

export interface BuiltPlugin {
  /** The Go module that pins the version to build. */
  readonly goModule: string;
  /** The version to build, such as `v3.68.0`. */
  readonly version: string;
  /** The path of the executable, whose name the CLI looks up on PATH. */
  readonly file: string;
}

/** @param requirement the module in go.mod with the plugin's version */
function plugin(name: string, folder: string, requirement: string): BuiltPlugin {
  const goModule = path.join(__dirname, "go", folder);
  const required = readFileSync(path.join(goModule, "go.mod"), "utf8")
    .split("\n")
    .map((line) =>
      line
        .replace(/^require /, "")
        .trim()
        .split(" "),
    )
    .find(([module]) => module === requirement);
  const version = required![1]!;
  return { goModule, version, file: path.join(kept(`${name}-${version}`), name) };
}

export const languageHost = plugin("pulumi-language-nodejs", "language-nodejs", "github.com/pulumi/pulumi/sdk/v3");
export const kubernetesProvider = plugin(
  "pulumi-resource-kubernetes",
  "provider-kubernetes",
  "github.com/pulumi/pulumi-kubernetes/provider/v4",
);

export const isBuilt = ({ file }: BuiltPlugin): boolean => existsSync(file);
