import { cutSubscribers, redisFlush, redisPause, redisRestart } from "../scenarios/redis-faults.ts";
import { expectScenario } from "./expect-scenario.ts";

expectScenario(redisRestart);
expectScenario(redisFlush);
expectScenario(redisPause);
expectScenario(cutSubscribers);
