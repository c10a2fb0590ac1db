// Builds the Pulumi CLI for `npm run test:engine` from its Go module, where there is none on PATH. Some four minutes on two cores.
import { builtCli, builtVersion, findCli, goModule } from "../tests/engine/cli";
import { goBuild, hasGo } from "./go";

const found = findCli();
if (found) {
  console.log(`there is a CLI already: ${found}`);
} else if (hasGo()) {
  goBuild(builtCli, {
    module: goModule,
    target: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": builtVersion },
  });
} else {
  console.error(
    "There is no Pulumi CLI. Install it (https://www.pulumi.com/docs/install, 3.220 or later), or Go 1.25 or later to build it here.",
  );
  process.exitCode = 1;
}
