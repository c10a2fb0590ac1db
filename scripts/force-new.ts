// `npm run force-new`: writes which properties of AWS resources cannot change in place, from the source of the Terraform provider on which
// @pulumi/aws stands. Needs Go. The Go program reads `ForceNew` and `RequiresReplace`; what a provider decides by the change itself
// (`CustomizeDiff`) is written by hand in plan/resource-types.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Shape, Type } from "../components/util/sdk-types/type-expression";
import { resourceTypes } from "../plan/resource-types";
import { type Declaration, declarationOf } from "../plan/simulation/schema/declarations";

const root = path.join(__dirname, "..");
/** The last version in the Go module proxy: 6.48 of 2026-06. Later arguments are written by hand in plan/resource-types. */
const provider = "github.com/hashicorp/terraform-provider-aws@v1.60.1-0.20260602190131-5f2286d6d836";

/** Modules whose Terraform resources do not begin with the module's name, and single resources with a name of their own. */
const modules: Readonly<Record<string, string>> = { amp: "prometheus_", ec2: "", lb: "lb_", vpc: "vpc_" };
const names: Readonly<Record<string, string>> = {
  "autoscaling/tag": "autoscaling_group_tag",
  "ec2transitgateway/vpcAttachment": "ec2_transit_gateway_vpc_attachment",
  "fsx/openZfsFileSystem": "fsx_openzfs_file_system",
  "iam/openIdConnectProvider": "iam_openid_connect_provider",
  "lb/loadBalancer": "lb",
  "s3/bucketObjectv2": "s3_object",
  "s3/bucketV2": "s3_bucket",
};

/** `aws_eks_node_group` of `aws:eks/nodeGroup:NodeGroup`. */
function terraformName(type: string): string {
  const token = type.split(":")[1]!;
  const [module = "", resource = ""] = token.split("/");
  const snake = resource.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return `aws_${names[token] ?? `${modules[module] ?? `${module}_`}${snake}`}`;
}

/** `vpcConfig.subnetIds` of `vpc_config.subnet_ids`, as the SDK spells it, with `[*]` after a list of objects; nothing that it does not declare. */
function pulumiPath(argument: string, { args, types }: Declaration): string | undefined {
  let type: Type = { kind: "object", shape: args };
  const found: string[] = [];
  for (const part of argument.split(".")) {
    if (type.kind === "list") {
      found[found.length - 1] += "[*]";
      type = type.element;
    }
    if (type.kind === "named") type = types.resolve(type.name);
    if (type.kind !== "object") return undefined;
    const camel = part.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const properties: Shape["properties"] = type.shape.properties;
    const own = [camel, `${camel}s`, `${camel}es`, camel.replace(/y$/, "ies")].find((spelling) => properties.has(spelling));
    if (own === undefined) return undefined;
    found.push(own);
    type = properties.get(own)!.type;
  }
  return found.join(".");
}

function run(command: string, args: readonly string[], cwd = root): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
}

const types = Object.keys(resourceTypes).filter((type) => type.startsWith("aws:"));
const { Dir } = JSON.parse(run("go", ["mod", "download", "-json", provider])) as { readonly Dir: string };
const folder = path.join(root, "scripts/force-new");
const read = JSON.parse(run("go", ["run", ".", Dir, ...types.map(terraformName)], folder)) as Record<string, readonly string[] | null>;

const rows = types.sort().map((type) => {
  const declaration = declarationOf(type, root);
  const found = read[terraformName(type)];
  if (!declaration || found === undefined) throw new Error(`${type}: not in the ${declaration ? "provider" : "SDK"}`);
  return [type, (found ?? []).flatMap((argument) => pulumiPath(argument, declaration) ?? []).sort()] as const;
});
const lines = rows.map(([type, properties]) => `  ${JSON.stringify(type)}: ${JSON.stringify(properties)}`);
writeFileSync(
  path.join(root, "plan/resource-types/data/force-new.json"),
  `{\n "source": ${JSON.stringify(provider)},\n "types": {\n${lines.join(",\n")}\n }\n}\n`,
);
