/** Imports an ES module. */
declare function load(specifier: string): Promise<object & { default?: unknown }>;
export = load;
