// Every change that the documentation describes, with its operations.
import { addons } from "./rows/addons";
import { cluster } from "./rows/cluster";
import { network } from "./rows/network";
import { nodes } from "./rows/nodes";
import { teams } from "./rows/teams";

export const table = { nodes, network, cluster, addons, teams };

export const rows = Object.values(table).flat();
