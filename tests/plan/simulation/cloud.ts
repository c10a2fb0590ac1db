// A simulated cloud for tests: resources and data sources by type and inputs alone.
import { createSimulation } from "../../../plan/simulation";
import type { Value, Values } from "../../../plan/types";

const directory = process.cwd();

export class Cloud {
  private readonly simulation = createSimulation();

  constructor(
    private readonly provider: Values = { region: "eu-west-1" },
    private readonly preview = false,
  ) {}

  create(type: string, inputs: Values, name = "thing"): { readonly id: Value; readonly outputs: Values } {
    const urn = `urn:pulumi:dev::project::${type}::${name}`;
    return this.simulation.resource({ type, name, urn, inputs, provider: this.provider, preview: this.preview, directory });
  }

  invoke(token: string, args: Values = {}): Values {
    return this.simulation.invoke({ token, args, provider: this.provider, preview: this.preview, directory });
  }

  read(type: string, id: string, inputs: Values = {}): Values {
    const urn = `urn:pulumi:dev::project::${type}::existing`;
    return this.simulation.read!({ type, name: "existing", urn, id, inputs, provider: this.provider, preview: this.preview, directory });
  }
}
