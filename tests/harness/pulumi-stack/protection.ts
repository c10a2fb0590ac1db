import type { PulumiStack } from "./pulumi-stack";

/** Disables deletion protection as its message describes. */
export async function liftProtection(stack: PulumiStack): Promise<void> {
  const open = stack.settings.replace("deletionProtection: true", "deletionProtection: false");
  if (open === stack.settings) return;
  stack.configure(open);
  await stack.up();
}
