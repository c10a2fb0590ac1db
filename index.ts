// The program: one environment, described by the stack's config (docs/settings.md).
import { Environment, readStack, resolve } from "./components";

export = async () => {
  const environment = new Environment("eks", await resolve(readStack()));
  return environment.outputs;
};
