import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AddonPlan } from "../addons/plan/addon-plan";
import { serviceTrust } from "../iam/policy";
import { Role } from "../iam/role";
import { ecrPrincipal } from "../reference/aws-names";
import { cacheSecretPrefix, type EcrUpstreamHost, ecrUpstreams } from "../reference/ecr-upstreams";
import type { ImageSettings } from "../settings/types";
import type { Context } from "../util/context";
import { cachedRegistries, cachePrefix, imageMirrors } from "../util/image-mirrors";

type CacheSettings = NonNullable<ImageSettings["cache"]>;
type Login = CacheSettings["upstreams"][EcrUpstreamHost];

export interface ImageCacheArgs {
  readonly context: Context;
  readonly settings: CacheSettings;
}

/** ECR pull-through cache: a rule for each registry, and what the repositories look like that ECR creates with the first pull of an image. */
export class ImageCache extends pulumi.ComponentResource {
  constructor(name: string, { context, settings }: ImageCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("eks-blueprints:index:ImageCache", name, {}, opts);
    const { clusterName } = context;
    const template = this.template(name, context, settings);
    for (const [host, ecrRepositoryPrefix] of cachedRegistries({ cache: settings }, clusterName)) {
      const credentialArn = this.credentials(`${name}-${host}`, host, context, settings.upstreams[host]);
      new aws.ecr.PullThroughCacheRule(
        `${name}-${host}`,
        { ecrRepositoryPrefix, upstreamRegistryUrl: ecrUpstreams[host].url, ...(credentialArn && { credentialArn }) },
        { parent: this, dependsOn: template },
      );
    }
    this.registerOutputs({});
  }

  /** ECR can tag repositories only with a role of the account. */
  private template(name: string, context: Context, settings: CacheSettings): aws.ecr.RepositoryCreationTemplate {
    const { tags, clusterName } = context;
    const role = Object.keys(tags).length > 0 ? this.taggingRole(`${name}-role`, context, settings) : undefined;
    return new aws.ecr.RepositoryCreationTemplate(
      name,
      {
        prefix: cachePrefix(settings, clusterName),
        description: `Images of EKS cluster ${clusterName}`,
        appliedFors: ["PULL_THROUGH_CACHE"],
        imageTagMutability: "MUTABLE", // ECR updates tags from the upstream registry
        ...(settings.expireDays !== undefined && { lifecyclePolicy: expiry(settings.expireDays) }),
        ...(role && { customRoleArn: role.arn, resourceTags: tags }),
      },
      { parent: this },
    );
  }

  private taggingRole(name: string, context: Context, settings: CacheSettings): Role {
    const { partition, region, clusterName } = context;
    return new Role(
      name,
      {
        context,
        description: `Tags the cached images of EKS cluster ${clusterName}`,
        trust: serviceTrust(ecrPrincipal),
        statements: [
          {
            Effect: "Allow",
            Action: ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
            Resource: `arn:${partition}:ecr:${region}:*:repository/${cachePrefix(settings, clusterName)}/*`,
          },
        ],
      },
      { parent: this },
    );
  }

  /** ARN of the secret: the given one, or a new one. A new name each time: Secrets Manager keeps a deleted secret for a while. */
  private credentials(name: string, host: EcrUpstreamHost, { clusterName, tags }: Context, login: Login): pulumi.Input<string> | undefined {
    if (login === undefined || login === true) return undefined;
    if (login.secretArn !== undefined) return login.secretArn;
    const secret = new aws.secretsmanager.Secret(
      name,
      {
        namePrefix: `${cacheSecretPrefix}${clusterName}-${ecrUpstreams[host].namespace}-`,
        description: `Login of EKS cluster ${clusterName} to ${host}`,
        tags,
      },
      { parent: this },
    );
    const { username, accessToken } = login;
    const version = new aws.secretsmanager.SecretVersion(
      name,
      { secretId: secret.id, secretString: pulumi.secret(JSON.stringify({ username, accessToken })) },
      { parent: this },
    );
    return version.arn; // of the secret, once it has the value
  }
}

function expiry(days: number): string {
  const selection = { tagStatus: "any", countType: "sinceImagePushed", countUnit: "days", countNumber: days };
  const description = "images are cached again when they are pulled";
  return JSON.stringify({ rules: [{ rulePriority: 1, description, selection, action: { type: "expire" } }] });
}

/** The cache of a stack; nothing unless `images.cache` is set. */
export function createImageCache(
  name: string,
  { context, images }: { readonly context: Context; readonly images: ImageSettings },
  opts: pulumi.ComponentResourceOptions,
): ImageCache[] {
  return images.cache ? [new ImageCache(name, { context, settings: images.cache }, opts)] : [];
}

interface Reading {
  readonly region: string;
  readonly settings: { readonly images: ImageSettings; readonly cluster: { readonly name: string } };
  readonly addonPlan: AddonPlan;
}

/** The plan with the addresses of cached images, which hold the account. */
export function withMirrors({ region, settings: { images, cluster }, addonPlan }: Reading, accountId: string | undefined): AddonPlan {
  if (!images.cache) return addonPlan;
  return { ...addonPlan, profile: { ...addonPlan.profile, registries: imageMirrors(images, cluster.name, region, accountId) } };
}
