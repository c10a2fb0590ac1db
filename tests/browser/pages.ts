import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { stringify } from "yaml";
import { htmlReport } from "../../plan/report/html";
import { stackPath } from "../harness/mocks/stacks";
import { hostileTexts, planWith } from "../plan/report/hostile";

const root = path.resolve(__dirname, "../..");

/** A stack file with 10 pools and 100 teams. */
export function largeStack(): string {
  const pools = Array.from({ length: 10 }, (_, at) => [
    `pool-${at}`,
    {
      kind: at % 3 === 2 ? "selfManaged" : "managed",
      instanceTypes: ["m7g.large"],
      size: { min: 2, max: 20 },
      spread: at % 4 === 1 ? "perZone" : "multiZone",
      capacity: at % 5 === 3 ? "spot" : "onDemand",
    },
  ]);
  const teams = Array.from({ length: 100 }, (_, at) => {
    const members = [`arn:aws:iam::111122223333:role/team-${at}`];
    const application = {
      network: "isolated",
      serviceAccounts: { app: { policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] } },
    };
    return [`team-${at}`, at < 3 ? { kind: "platform", members } : { kind: "application", members, ...application }];
  });
  const addons = ["aws-ebs-csi-driver", "aws-load-balancer-controller", "metrics-server", "karpenter", "prometheus", "argocd"];
  return stringify({
    config: {
      "aws:region": "eu-west-1",
      "eks-blueprints:network": { nat: "perZone", endpoints: ["s3", "ecr.api", "ecr.dkr", "sts"] },
      "eks-blueprints:nodePools": Object.fromEntries(pools),
      "eks-blueprints:addons": Object.fromEntries(addons.map((name) => [name, true])),
      "eks-blueprints:teams": Object.fromEntries(teams),
    },
  });
}

/** Reports on disk, as users open them. */
export class Pages {
  private readonly directory = mkdtempSync(path.join(tmpdir(), "pages-"));

  /** The report of a stack file, by the command line. */
  planned(name: string, ...args: readonly string[]): string {
    const file = path.join(this.directory, `${name}.html`);
    const command = ["--require", path.join(root, "register.cjs"), path.join(root, "plan/cli/main.ts"), name, ...args, "--html", file];
    execFileSync("node", command, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    return file;
  }

  dev(): string {
    return this.planned("dev", "--config", stackPath("dev"), "--against", stackPath("minimal"));
  }

  large(): string {
    const config = path.join(this.directory, "large.yaml");
    writeFileSync(config, largeStack());
    return this.planned("large", "--config", config);
  }

  async hostile(): Promise<string> {
    const file = path.join(this.directory, "hostile.html");
    writeFileSync(file, await htmlReport({ document: planWith(hostileTexts), stated: {}, against: hostileTexts[0]! }));
    return file;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }
}

export const urlOf = (file: string) => pathToFileURL(file).href;
export const sizeOf = (file: string) => readFileSync(file).length;
