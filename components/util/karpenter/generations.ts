import { instanceFamilies } from "../../reference/instance-families";

/** The newest generation of each category, such as 2 of inf. */
const newest: ReadonlyMap<string, number> = Object.keys(instanceFamilies).reduce((all, family) => {
  const [, category, generation] = /^([a-z]+)(\d+)/.exec(family) ?? [];
  return category === undefined ? all : all.set(category, Math.max(all.get(category) ?? 0, Number(generation)));
}, new Map<string, number>());

/** The first of these categories that has no instances of a generation or a newer one; those that are not in the table of families count as new. */
export function outdated(categories: readonly string[] = [], generation: number): string | undefined {
  return categories.find((category) => (newest.get(category) ?? generation) < generation);
}

/** Whether each of these categories has instances of a generation, or of a newer one. */
export function reach(categories: readonly string[] | undefined, generation: number): boolean {
  return outdated(categories, generation) === undefined;
}
