import { killedProcess } from "../scenarios/killed-process.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(killedProcess);
