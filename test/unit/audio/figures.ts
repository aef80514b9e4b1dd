/** Samples of one look at a sound: 43 ms at 48 kHz. */
const WINDOW = 2048;

/** What can be measured of a sound. */
export interface Figures {
  /** Largest amplitude; 1 is where it clips. */
  peak: number;
  /** Seconds until nothing above -66 dB follows. */
  length: number;
  /** dB, weighted as ears weigh (curve A), of the loudest 43 ms. */
  loudness: number;
  /** Hz: the middle of the spectrum, of the start and of what follows 60 ms later. */
  brightness: number;
  brightnessLater: number;
}

export function figuresOf(samples: Float32Array, sampleRate: number): Figures {
  let peak = 0;
  let last = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const size = Math.abs(samples[index] ?? 0);
    peak = Math.max(peak, size);
    if (size > 0.0005) last = index;
  }
  let loudest = 0;
  for (let start = 0; start < samples.length; start += WINDOW / 4) loudest = Math.max(loudest, look(samples, start, sampleRate).weighted);
  return {
    peak,
    length: last / sampleRate,
    loudness: 10 * Math.log10(loudest + 1e-12),
    brightness: look(samples, 0, sampleRate, WINDOW / 4).middle,
    brightnessLater: look(samples, Math.round(0.06 * sampleRate), sampleRate).middle,
  };
}

/** Mean square. */
export function energyOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
}

function look(samples: Float32Array, start: number, sampleRate: number, count = WINDOW): { weighted: number; middle: number } {
  const real = new Float64Array(WINDOW);
  const imaginary = new Float64Array(WINDOW);
  for (let index = 0; index < count; index += 1) real[index] = samples[start + index] ?? 0;
  transform(real, imaginary);
  let weighted = 0;
  let sum = 0;
  let moment = 0;
  for (let bin = 1; bin < WINDOW / 2; bin += 1) {
    const frequency = (bin * sampleRate) / WINDOW;
    const power = (2 * ((real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2)) / WINDOW ** 2;
    weighted += power * curveA(frequency);
    sum += power;
    moment += power * frequency;
  }
  return { weighted, middle: sum > 0 ? moment / sum : 0 };
}

/** Share of the power that ears take notice of: the A curve of IEC 61672. */
function curveA(frequency: number): number {
  const square = frequency * frequency;
  const response = (12194 ** 2 * square * square) / ((square + 20.6 ** 2) * Math.sqrt((square + 107.7 ** 2) * (square + 737.9 ** 2)) * (square + 12194 ** 2));
  return (response * 1.2589) ** 2;
}

/** Fourier transform in place; the length is a power of two. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let index = 1, mirror = 0; index < size; index += 1) {
    let bit = size >> 1;
    for (; mirror & bit; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (index < mirror) {
      [real[index], real[mirror]] = [real[mirror] ?? 0, real[index] ?? 0];
      [imaginary[index], imaginary[mirror]] = [imaginary[mirror] ?? 0, imaginary[index] ?? 0];
    }
  }
  for (let span = 2; span <= size; span *= 2) {
    for (let start = 0; start < size; start += span) {
      for (let offset = 0; offset < span / 2; offset += 1) {
        const angle = (-2 * Math.PI * offset) / span;
        const one = start + offset;
        const other = one + span / 2;
        const a = real[other] ?? 0;
        const b = imaginary[other] ?? 0;
        const turnedReal = a * Math.cos(angle) - b * Math.sin(angle);
        const turnedImaginary = a * Math.sin(angle) + b * Math.cos(angle);
        real[other] = (real[one] ?? 0) - turnedReal;
        imaginary[other] = (imaginary[one] ?? 0) - turnedImaginary;
        real[one] = (real[one] ?? 0) + turnedReal;
        imaginary[one] = (imaginary[one] ?? 0) + turnedImaginary;
      }
    }
  }
}
