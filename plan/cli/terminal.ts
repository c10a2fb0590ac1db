import type { Layout } from "../report/layout";

/** Width if standard output is not a terminal, such as a pipe or a file. */
export const defaultWidth = 120;
/** Narrower terminals wrap lines at the edge. */
export const leastWidth = 40;

/** The properties of a stream that determine the layout. */
export type Output = Pick<NodeJS.WriteStream, "isTTY"> & Partial<Pick<NodeJS.WriteStream, "columns">>;

/**
 * Layout for a stream: the width of its terminal, and colors if it is a terminal. `NO_COLOR` turns colors off, `FORCE_COLOR` on (`0` or
 * `false`: off).
 * @param asked values of flags, which take precedence
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
