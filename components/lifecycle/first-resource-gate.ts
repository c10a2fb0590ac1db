import * as pulumi from "@pulumi/pulumi";

/**
 * Holds up all of a component until a first resource of it has passed: each direct child depends on that resource, and what lies within a child
 * waits for the child. A transformation, so that no child can be forgotten; unlike a transform it works under Pulumi's mocks.
 */
export class FirstResourceGate {
  private parent?: pulumi.Resource;
  private firstResource?: pulumi.Resource;

  /** For the component's own options. */
  readonly transformation: pulumi.ResourceTransformation = ({ props, opts }) => {
    if (!this.firstResource || opts.parent !== this.parent) return undefined;
    const { dependsOn } = pulumi.mergeOptions({ dependsOn: opts.dependsOn }, { dependsOn: this.firstResource });
    return { props, opts: { ...opts, dependsOn } };
  };

  /** Whatever becomes a child of the component from now on waits for the keeper. */
  close(parent: pulumi.Resource, keeper: pulumi.Resource): void {
    this.parent = parent;
    this.firstResource = keeper;
  }
}
