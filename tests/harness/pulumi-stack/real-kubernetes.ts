// A stack with the real CLI, and with the real Kubernetes provider on a real API server; AWS is simulated.
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import type { Context } from "mocha";
import { parse } from "yaml";
import { types } from "../fake-aws/references";
import { missing } from "../kube-apiserver/binaries";
import type { Client, KubernetesObject } from "../kube-apiserver/client";
import { type ControlPlane, startControlPlane } from "../kube-apiserver/server";
import { startAwsCommand } from "./aws-command";
import { PulumiStack } from "./pulumi-stack";
import { isBuilt, kubernetesProvider, languageHost } from "./real-plugins";

export interface RealKubernetesStack {
  readonly stack: PulumiStack;
  /** A client of the cluster's API server with administrator access. */
  readonly admin: Client;
  stop(): Promise<void>;
}

export interface RealKubernetesOptions {
  /** The text of the stack file. The stack is `minimal`, so the cluster is `eks-blueprints-minimal`. */
  readonly settings: string;
  /** Folders of tests/fixtures/crds that are applied first, as if their charts were installed. Default: none. */
  readonly crds?: readonly string[];
  /** The directory of the program, relative to the project. Default: the program with a local chart in place of every chart. */
  readonly program?: string;
}

/** The provider deletes in the foreground; without these controllers, owners and owned objects would remain. */
const controllers = ["garbage-collector-controller", "deployment-controller", "replicaset-controller"];

/** Skips the tests from a `before` hook, with a message, if a part is not built. */
export function needRealKubernetes(this: Context): void {
  const lacking = [
    ...[languageHost, kubernetesProvider].filter((plugin) => !isBuilt(plugin)).map(() => "npm run setup:engine -- --kubernetes"),
    ...missing().map(() => "npm run setup:apiserver"),
  ];
  if (lacking.length === 0) return;
  console.warn(`Skipped: no real Kubernetes provider or API server; run ${[...new Set(lacking)].join(" and ")}.`);
  this.skip();
}

export async function startRealKubernetes(options: RealKubernetesOptions): Promise<RealKubernetesStack> {
  const { settings, crds = [], program = "tests/engine/programs/local-charts" } = options;
  const controlPlane = await startControlPlane(controllers);
  try {
    for (const folder of crds) for (const crd of fixtures(folder)) await controlPlane.admin.apply(crd);
    const stack = await startPulumiStack(controlPlane, settings, program);
    const aws = await startAwsCommand(stack, { token: controlPlane.endpoint.token });
    const stop = async () => {
      aws.stop();
      await stack.stop();
      await controlPlane.stop();
    };
    return { stack, admin: controlPlane.admin, stop };
  } catch (error) {
    await controlPlane.stop();
    throw error;
  }
}

function startPulumiStack({ endpoint: { port, ca } }: ControlPlane, settings: string, program: string): Promise<PulumiStack> {
  const data = Buffer.from(ca).toString("base64");
  const outputs = { [types.cluster]: { endpoint: `https://127.0.0.1:${port}`, certificateAuthority: { data } } };
  return PulumiStack.start({ stack: "minimal", settings, program, runtime: "host", realKubernetes: true, fakeAws: { outputs } });
}

function fixtures(folder: string): KubernetesObject[] {
  const directory = path.join("tests/fixtures/crds", folder);
  const files = readdirSync(directory).filter((name) => name.endsWith(".yaml"));
  return files.map((name) => parse(readFileSync(path.join(directory, name), "utf8")) as KubernetesObject);
}
