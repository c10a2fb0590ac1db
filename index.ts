// The program: one environment, described by the stack's config (docs/settings.md).
import { Environment, readStackSettings, resolveSettings } from "./components";

export = async () => {
  const environment = new Environment("eks", await resolveSettings(readStackSettings()));
  return environment.outputs;
};
