import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { type AwsLogin, Environment, parseSettings, resolveSettings } from "eks-blueprints";

/** How provider, kubeconfig and cleanup sign in to AWS: here by the credentials of the environment. */
const awsLogin: AwsLogin = {};

/** The shop's platform in one region, with the provider that makes it. */
export async function platform(region: string): Promise<Environment> {
  const provider = new aws.Provider(region, { region, ...awsLogin });
  const settings = parseSettings(
    {
      region,
      tags: { owner: "shop" },
      network: { zones: [`${region}a`, `${region}b`, `${region}c`] },
      cluster: { name: `shop-${region}` },
      nodePools: { general: { instanceTypes: ["m7g.large"], size: { min: 2, max: 6 } } },
      addons: { "aws-ebs-csi-driver": true, "metrics-server": true },
    },
    { awsLogin },
  );
  const environment = new Environment(`shop-${region}`, await resolveSettings(settings, { provider }), { providers: { aws: provider } });
  new k8s.core.v1.Namespace(`shop-${region}`, { metadata: { name: "shop" } }, { provider: environment.cluster.provider });
  return environment;
}
