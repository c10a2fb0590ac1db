import * as path from "node:path";

/** Directory of this repository. Not from `__dirname`: the plan command runs from one file (bundle.cjs). */
export const root = path.dirname(require.resolve("../package.json"));
