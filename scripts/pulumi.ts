// Builds what `npm run test:engine` starts and this machine lacks, from Go modules: the Pulumi CLI (some six minutes of processor time) and its
// Node.js language host (half a minute); with `--kubernetes` the Kubernetes provider too (eleven minutes).
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import * as path from "node:path";
import { builtCli, builtVersion, findCli, goModule } from "../tests/harness/pulumi-stack/cli";
import { kubernetesProvider, languageHost } from "../tests/harness/pulumi-stack/real-plugins";
import { goBuild, hasGo } from "./go";

interface Part {
  readonly name: string;
  /** Path of an existing build, which makes a build unnecessary. */
  readonly found: string | undefined;
  build(): void;
}

const existing = (file: string) => (existsSync(file) ? file : undefined);

const parts: Part[] = [
  {
    name: "Pulumi CLI",
    found: findCli(),
    build: () =>
      goBuild(builtCli, {
        module: goModule,
        target: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
        variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": builtVersion },
      }),
  },
  {
    name: "Node.js language host",
    found: existing(languageHost.file),
    build: () =>
      goBuild(languageHost.file, {
        module: languageHost.goModule,
        target: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
        variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": languageHost.version },
      }),
  },
];
if (process.argv.includes("--kubernetes")) {
  parts.push({ name: "Kubernetes provider", found: existing(kubernetesProvider.file), build: buildKubernetesProvider });
}

const missing = parts.filter(({ found }) => !found);
for (const { name, found } of parts) if (found) console.log(`${name}: ${found}`);
if (missing.length === 0 || hasGo()) {
  for (const { build } of missing) build();
} else {
  const names = missing.map(({ name }) => name).join(", ");
  console.error(
    `Missing: ${names}. They are built from source: install Go 1.25 or later, and have \`go\` on PATH. The CLI may also be installed (https://www.pulumi.com/docs/install, 3.220 or later).`,
  );
  process.exitCode = 1;
}

/** The provider reads its schema from its own directory, so the schema is written first. */
function buildKubernetesProvider(): void {
  const { file, goModule: module, version } = kubernetesProvider;
  const provider = "github.com/pulumi/pulumi-kubernetes/provider/v4";
  execFileSync("go", ["mod", "download"], { cwd: module, stdio: ["ignore", "inherit", "inherit"] });
  const source = execFileSync("go", ["list", "-m", "-f", "{{.Dir}}", provider], { cwd: module, encoding: "utf8" }).trim();
  mkdirSync(path.dirname(file), { recursive: true });
  for (const name of ["schema.json", "terraform-mapping.json"]) {
    copyFileSync(path.join(source, "cmd/pulumi-resource-kubernetes", name), path.join(path.dirname(file), name));
  }
  goBuild(file, { module, target: ".", variables: { [`${provider}/pkg/version.Version`]: version } });
}
