/** Bytes near those of something valid: what decoders are written for, and a little beside it. */
export function mutated(valid: Uint8Array, random: () => number): Buffer<ArrayBuffer> {
  const bytes = [...valid];
  const at = (): number => Math.floor(random() * (bytes.length + 1));
  const any = (): number => Math.floor(random() * 256);
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes -= 1) {
    switch (Math.floor(random() * 7)) {
      case 0:
        bytes[at()] = any();
        break;
      case 1:
        bytes.splice(at(), 0, any());
        break;
      case 2:
        bytes.splice(at(), 1 + Math.floor(random() * 4));
        break;
      case 3:
        bytes.length = at();
        break;
      case 4: {
        const place = at();
        bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
        break;
      }
      case 5:
        // A piece again, as where lengths are wrong.
        bytes.splice(at(), 0, ...bytes.slice(at(), at()));
        break;
      default:
        // The largest lengths and numbers of msgpack and varints.
        bytes.splice(at(), 0, ...(EXTREMES[Math.floor(random() * EXTREMES.length)] ?? []));
    }
  }
  return Buffer.from(bytes.map((byte) => byte ?? 0));
}

const EXTREMES: readonly (readonly number[])[] = [
  [0xff, 0xff, 0xff, 0xff],
  [0xc6, 0xff, 0xff, 0xff, 0xff],
  [0xdd, 0xff, 0xff, 0xff, 0xff],
  [0xdf, 0xff, 0xff, 0xff, 0xff],
  [0xdb, 0xff, 0xff, 0xff, 0xff],
  [0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xcb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0],
  [0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
  [0xaa, ...Buffer.from("__proto__1")],
  [0xa9, ...Buffer.from("__proto__")],
  [0, 0, 0, 0],
  [0x80],
];
