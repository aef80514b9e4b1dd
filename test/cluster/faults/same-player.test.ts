import { samePlayer } from "../scenarios/same-player.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(samePlayer);
