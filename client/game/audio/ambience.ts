/** Seconds until it is all there. */
const RISE = 3;

/** Hz, amplitude: a hall's hum. The second pair beats slowly against the first. */
const HUM = [
  [55, 0.05],
  [55.4, 0.04],
  [110.3, 0.03],
  [165.2, 0.012],
] as const;

/** The air of the arena: a low hum and a wind that comes and goes. Plays until the context closes; no voice of the budget. */
export function startAmbience(context: BaseAudioContext, noise: AudioBuffer, out: AudioNode): void {
  const now = context.currentTime;
  const level = context.createGain();
  level.gain.setValueAtTime(0, now);
  level.gain.linearRampToValueAtTime(1, now + RISE);
  level.connect(out);

  for (const [frequency, gain] of HUM) {
    const source = new OscillatorNode(context, { frequency });
    source.connect(new GainNode(context, { gain })).connect(level);
    source.start();
  }

  const wind = new AudioBufferSourceNode(context, { buffer: noise, loop: true });
  const filter = new BiquadFilterNode(context, { type: "bandpass", frequency: 320, Q: 0.6 });
  const windLevel = new GainNode(context, { gain: 0.055 });
  wind.connect(filter).connect(windLevel).connect(level);
  wind.start();
  sway(context, 0.07, 140, filter.frequency);
  sway(context, 0.11, 0.025, windLevel.gain);
}

/** Moves a parameter up and down by `depth`, `rate` times a second. */
function sway(context: BaseAudioContext, rate: number, depth: number, parameter: AudioParam): void {
  const source = new OscillatorNode(context, { frequency: rate });
  source.connect(new GainNode(context, { gain: depth })).connect(parameter);
  source.start();
}
