import { reconnectStorm } from "../scenarios/reconnect-storm.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(reconnectStorm);
