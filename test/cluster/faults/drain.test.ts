import { drain } from "../scenarios/drain.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(drain);
