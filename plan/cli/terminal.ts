import type { Layout } from "../report/layout";

/** Where standard output is no terminal, such as a pipe or a file. */
export const defaultWidth = 120;
/** In narrower terminals lines break at the edge. */
export const leastWidth = 40;

/** What of a stream decides how text is laid out on it. */
export type Output = Pick<NodeJS.WriteStream, "isTTY"> & Partial<Pick<NodeJS.WriteStream, "columns">>;

/**
 * How text is laid out on a stream: as wide as its terminal, in colors where it is one. `NO_COLOR` turns colors off, `FORCE_COLOR`
 * on (`0` or `false`: off).
 * @param asked by flags, which come first
 */
export function layoutOf(
  { isTTY, columns }: Output,
  environment: NodeJS.ProcessEnv,
  asked: { readonly width?: number; readonly color?: boolean } = {},
): Layout {
  const terminal = isTTY && columns !== undefined && columns > 0 ? Math.max(columns, leastWidth) : defaultWidth;
  return { width: asked.width ?? terminal, colors: asked.color ?? hasColors(isTTY, environment) };
}

function hasColors(isTTY: boolean, { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal }: NodeJS.ProcessEnv): boolean {
  if (force !== undefined) return force !== "0" && force !== "false";
  return !no && isTTY && terminal !== "dumb";
}
