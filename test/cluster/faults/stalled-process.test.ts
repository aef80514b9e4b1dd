import { stalledProcess } from "../scenarios/stalled-process.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(stalledProcess);
