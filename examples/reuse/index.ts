import * as pulumi from "@pulumi/pulumi";
import { platform } from "./platform";

export = async () => {
  const regions = new pulumi.Config().requireObject<string[]>("regions");
  const environments = await Promise.all(regions.map(platform));
  return Object.fromEntries(regions.map((region, index) => [region, environments[index]!.outputs.clusterEndpoint]));
};
