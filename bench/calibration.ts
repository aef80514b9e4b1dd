/**
 * A million rounds of integer mixing and one root each, the median of 21: what times of this machine and day are compared with.
 * `clock`: ms, the one that those times are taken by.
 */
export function calibrate(clock: () => number): number {
  const times: number[] = [];
  let sum = 0;
  for (let round = 0; round < 21; round += 1) {
    const start = clock();
    for (let index = 0; index < 1_000_000; index += 1) {
      sum = (Math.imul(sum ^ index, 0x9e3779b1) >>> 1) + Math.floor(Math.sqrt(index));
    }
    times.push(clock() - start);
  }
  // Printed, so that no compiler finds the loop useless.
  console.log(`calibration ${sum >>> 0}`);
  return times.sort((a, b) => a - b)[10] ?? Number.NaN;
}
