/** Where code comes from: a TypeScript file and its line. Both as given for other files. */
export function sourceOf(file: string, line: number, column: number): { readonly file: string; readonly line: number };
