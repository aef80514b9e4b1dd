import { killedWriter } from "../scenarios/killed-writer.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(killedWriter);
