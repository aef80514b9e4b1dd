import { parseArgs } from "node:util";
import { runStack } from "./replication/run-stack.ts";
import { STACK_NAMES } from "./replication/stacks.ts";

const { values } = parseArgs({ options: { players: { type: "string", default: "400" }, seconds: { type: "string", default: "20" } } });
for (const stack of STACK_NAMES) console.log(stack, JSON.stringify(await runStack(stack, { players: Number(values.players), seconds: Number(values.seconds), warmSeconds: 1 })));
