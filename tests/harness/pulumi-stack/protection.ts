import type { Rig } from "./pulumi-stack";

/** Lifts deletion protection, as its message tells users to. */
export async function liftProtection(rig: Rig): Promise<void> {
  const open = rig.settings.replace("deletionProtection: true", "deletionProtection: false");
  if (open === rig.settings) return;
  rig.configure(open);
  await rig.up();
}
