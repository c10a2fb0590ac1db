// Where tests keep the programs that they start, and a free port for them.
import { createServer } from "node:net";
import { homedir } from "node:os";
import * as path from "node:path";

/** The directory in which a `setup` command keeps what it builds or installs: outside of node_modules, which `npm ci` empties. */
export function kept(name: string): string {
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "eks-blueprints", name);
}

/** A free port on loopback. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
