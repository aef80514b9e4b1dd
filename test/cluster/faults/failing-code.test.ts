import { failingCode } from "../scenarios/failing-code.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(failingCode);
