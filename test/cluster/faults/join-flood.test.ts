import { joinFlood } from "../scenarios/join-flood.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(joinFlood);
