import { stalledCreation } from "../scenarios/stalled-creation.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(stalledCreation);
