/** Loaded before `server/main.ts`: from SIGUSR2 on the process holds 800 MB that nothing gives back. */
const held: Buffer[] = [];
const PIECE = 20_000_000;
const PIECES = 40;

process.once("SIGUSR2", () => {
  for (let piece = 0; piece < PIECES; piece++) held.push(Buffer.alloc(PIECE, 1));
});
