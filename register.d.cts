/** JavaScript for a TypeScript file, with its source map inside. */
export function compile(filename: string): string;
