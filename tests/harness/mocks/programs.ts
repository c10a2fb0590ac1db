// What tests start programs with: where these are kept, and a port to listen on.
import { createServer } from "node:net";
import { homedir } from "node:os";
import * as path from "node:path";

/** Where a `setup` command keeps what it builds or installs: outside of node_modules, which `npm ci` empties. */
export function kept(name: string): string {
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "eks-blueprints", name);
}

/** A port of loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
