import { readFileSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { hex } from "../../plan/simulation/values";
import { plainTexts } from "../harness/mocks/secret-search";
import { stackText } from "../harness/mocks/stacks";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { findingsOf, opsOfRun } from "./changes/ops";
import { patched } from "./changes/settings";

/** Settings with encrypted values. */
const secrets = {
  "eks-blueprints:gitops.credentials.password": "secret-of-the-repository",
  "eks-blueprints:addons.prometheus.values.grafana.adminPassword": "secret-of-grafana",
  "eks-blueprints:addons.custom.banner.manifests[0].stringData.token": "secret-of-a-manifest",
  "eks-blueprints:addons.custom.portal.repo": "https://reader:secret-of-charts@charts.example.com",
  "eks-blueprints:nodePools.general.userData": "echo secret-of-user-data",
};

/** Pulumi's own debug log, which the CLI shows only with `--debug`, contains provider responses unmasked: docs/environment.md says so. */
const isShown = ({ diagnosticEvent }: EngineEvent) => String(diagnosticEvent?.severity) !== "debug"; // which the SDK does not declare

const text = patched(stackText("dev"), {
  gitops: { engine: "argocd", repo: "https://github.com/example/clusters", credentials: { username: "git" } },
  addons: {
    prometheus: {},
    trident: { fileSystem: true },
    custom: {
      banner: { manifests: [{ apiVersion: "v1", kind: "Secret", metadata: { name: "login" } }] },
      portal: { chart: "portal", version: "1.2.3" },
    },
  },
});

describe("secrets of a stack on the Pulumi engine", () => {
  it("are encrypted in the state, and hidden in output and events, also in an update", async () => {
    const stack = await PulumiStack.start({ stack: "dev", settings: text });
    try {
      for (const [setting, value] of Object.entries(secrets)) await stack.setSecret(setting, value);
      const runs = [await stack.preview(), await stack.up()];
      for (const [setting, value] of Object.entries(secrets)) await stack.setSecret(setting, `${value}-2`);
      runs.push(await stack.preview(), await stack.up());
      expect(findingsOf(opsOfRun(runs[3]!.events)), "resources with secrets").deep.equal([
        "-+ Secret eks-banner-secret-banner/login",
        "-+ Secret eks-gitops-repository",
        "~ LaunchTemplate eks-general-template",
        "~ NodeGroup eks-general",
        "~ Release eks-portal",
        "~ Release eks-prometheus",
      ]);

      const open = await stack.export();
      const randomPassword = hex("random password", 64).slice(0, 32); // as the simulation answers
      const needles = [
        randomPassword,
        ...Object.values(secrets).map((value) => value.replace("echo ", "")),
        "client.authentication.k8s.io/v1beta1",
      ];
      const found = new Set(plainTexts(open, needles).map((leak) => leak.text));
      expect([...found], "are in the state, decrypted").to.have.members(needles);

      expect(plainTexts(JSON.parse(readFileSync(stack.stateFile, "utf8")), needles), "state").deep.equal([]);
      for (const { output, events } of runs) {
        expect(plainTexts(output, needles), "console").deep.equal([]);
        expect(plainTexts(events.filter(isShown), needles), "events").deep.equal([]);
      }
    } finally {
      await stack.stop();
    }
  });
});
