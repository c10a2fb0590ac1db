import * as pulumi from "@pulumi/pulumi";

/**
 * Makes all resources of a component wait for its first resource: each direct child depends on it, and the descendants wait for the child.
 * It is a transformation, so no child can be forgotten. Unlike a transform, it works under Pulumi's mocks.
 */
export class FirstResourceGate {
  private parent?: pulumi.Resource;
  private firstResource?: pulumi.Resource;

  /** Options for the component itself. */
  readonly transformation: pulumi.ResourceTransformation = ({ props, opts }) => {
    if (!this.firstResource || opts.parent !== this.parent) return undefined;
    const { dependsOn } = pulumi.mergeOptions({ dependsOn: opts.dependsOn }, { dependsOn: this.firstResource });
    return { props, opts: { ...opts, dependsOn } };
  };

  /** Makes each child that is registered from now on wait for this resource. */
  close(parent: pulumi.Resource, resource: pulumi.Resource): void {
    this.parent = parent;
    this.firstResource = resource;
  }
}
