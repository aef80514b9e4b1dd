import { Session } from "node:inspector/promises";

/** A profile is being taken already: two at once would measure each other. */
export class ProfileUnderWay extends Error {
  override readonly name = "ProfileUnderWay";
}

let isUnderWay = false;

/** Samples what the process does for some time (ms): the text of a .cpuprofile. @throws {ProfileUnderWay} */
export function profileCpu(duration: number): Promise<string> {
  return profiling(async (session) => {
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
    await pause(duration);
    const { profile } = await session.post("Profiler.stop");
    return JSON.stringify(profile);
  });
}

/** Samples what is allocated for some time (ms) and is still held at its end: the text of a .heapprofile. A whole snapshot would stop the process for seconds. @throws {ProfileUnderWay} */
export function profileHeap(duration: number): Promise<string> {
  return profiling(async (session) => {
    await session.post("HeapProfiler.startSampling");
    await pause(duration);
    const { profile } = await session.post("HeapProfiler.stopSampling");
    return JSON.stringify(profile);
  });
}

async function profiling(take: (session: Session) => Promise<string>): Promise<string> {
  if (isUnderWay) throw new ProfileUnderWay("A profile is being taken already.");
  isUnderWay = true;
  const session = new Session();
  session.connect();
  try {
    return await take(session);
  } finally {
    session.disconnect();
    isUnderWay = false;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
