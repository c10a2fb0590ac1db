// The program with the chart of this folder in place of every chart: tests have no chart registry and no nodes.
import * as path from "node:path";
import { runtime } from "@pulumi/pulumi";
import { Environment, readStackSettings, resolveSettings } from "../../../../components";

const chart = path.join(__dirname, "chart");

runtime.registerStackTransformation(({ type, props, opts }) => {
  if (type !== "kubernetes:helm.sh/v3:Release") return undefined;
  const { version: _, repositoryOpts: __, ...rest } = props;
  return { props: { ...rest, chart }, opts };
});

export = async () => {
  const environment = new Environment("eks", await resolveSettings(readStackSettings()));
  return environment.outputs;
};
