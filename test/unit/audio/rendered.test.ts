import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Heard, heardFrom, heardFromSide, INSIDE } from "../../../client/game/audio/hearing.ts";
import { SOUNDS, type SoundName } from "../../../client/game/audio/sounds.ts";
import { FOUNDRY } from "../../../shared/content/maps/foundry.ts";
import { hasBrowser, openStudio } from "./browser.ts";
import type { Figures } from "./figures.ts";

/** Seconds: a sound of play is over before the next thing happens; a signal may ring. */
const LONGEST_EFFECT = 1;
const LONGEST_SIGNAL = 1.6;

const NAMES = Object.keys(SOUNDS) as SoundName[];

/** Amplitude as decibels of full scale. */
const decibels = (amplitude: number): number => 20 * Math.log10(amplitude);

/** What a browser really plays, every slider fully up. */
describe.skipIf(!hasBrowser)("rendered in Chromium", () => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let all: Record<string, Figures>;

  beforeAll(async () => {
    ({ browser, page, complaints } = await openStudio());
    all = await page.evaluate<Record<string, Figures>>("studio.measureAll()");
  });

  afterAll(async () => {
    await browser?.close();
  });

  const of = (name: SoundName): Figures => {
    const figures = all[name];
    if (figures === undefined) throw new Error(`${name} was not measured`);
    return figures;
  };
  const measure = (name: SoundName, heard: Heard, pitch = 1): Promise<Figures> =>
    page.evaluate<Figures>(`studio.measure(${JSON.stringify(name)}, ${JSON.stringify(heard)}, ${pitch})`);
  const ears = (name: SoundName, heard: Heard): Promise<[number, number]> =>
    page.evaluate<[number, number]>(`studio.ears(${JSON.stringify(name)}, ${JSON.stringify(heard)})`);

  test.each(NAMES)("%s is neither silent nor near clipping, and ends", (name) => {
    const { peak, length } = of(name);
    expect(decibels(peak)).toBeGreaterThan(-26);
    expect(decibels(peak)).toBeLessThan(-5);
    expect(length).toBeLessThan(SOUNDS[name].bus === "effects" ? LONGEST_EFFECT : LONGEST_SIGNAL);
  });

  test("all of them at once do not clip", async () => {
    const { peak } = await page.evaluate<Figures>("studio.measureTumult()");
    expect(decibels(peak)).toBeGreaterThan(-10);
    expect(decibels(peak)).toBeLessThan(-2);
  });

  test("shots are about as loud as one another", () => {
    const shots = (["own pulse", "own rail", "own scatter", "own mortar"] as const).map((name) => of(name).loudness);
    expect(Math.max(...shots) - Math.min(...shots)).toBeLessThan(8);
  });

  test("the own hit is heard over the own shot, and the kill over both", () => {
    expect(of("hit").loudness).toBeGreaterThan(of("own pulse").loudness);
    expect(of("kill").loudness).toBeGreaterThan(of("hit").loudness);
  });

  test("nothing stands out: at most 6 dB over the shot that is heard most", () => {
    for (const name of NAMES) expect(of(name).loudness, name).toBeLessThan(of("own pulse").loudness + 6);
  });

  test("what is only scenery stays behind what concerns the player", () => {
    for (const name of ["spark", "returned", "clank"] as const) expect(of(name).loudness).toBeLessThan(of("hit").loudness - 6);
  });

  test("low health beats at -18 dB of full scale", () => {
    // In the middle each ear gets 3 dB less than both together.
    expect(decibels(of("lowHealth").peak) + 3).toBeGreaterThan(-20);
    expect(decibels(of("lowHealth").peak) + 3).toBeLessThan(-17);
  });

  test("ambience is under everything", async () => {
    const { loudness, peak } = await page.evaluate<Figures>("studio.measureAmbience()");
    expect(decibels(peak)).toBeGreaterThan(-40);
    for (const name of ["own pulse", "hit", "knock", "kill", "ownDash", "click"] as const) expect(loudness).toBeLessThan(of(name).loudness - 8);
  });

  test("the pulse falls in pitch, a dash does not", () => {
    expect(of("pulse").brightnessLater).toBeLessThan(of("pulse").brightness / 2);
    expect(of("dash").brightnessLater).toBeGreaterThan(of("dash").brightness);
  });

  test("a kill rises by a fifth", () => {
    const notes = SOUNDS.kill.layers.filter((layer) => layer.kind === "tone" && layer.wave === "triangle");
    expect((notes[1]?.from ?? 0) / (notes[0]?.from ?? 1)).toBeCloseTo(1.5, 2);
  });

  test("the tick of a hit is higher when it is asked to be", async () => {
    expect((await measure("hit", INSIDE, 1.8)).brightness).toBeGreaterThan(of("hit").brightness * 1.15);
  });

  test("a knock is heard on its side, and a little on the other", async () => {
    const [left, right] = await ears("knock", heardFromSide(0));
    expect(right).toBeGreaterThan(left * 10);
    expect(left).toBeGreaterThan(0);
    const [leftThen, rightThen] = await ears("knock", heardFromSide(Math.PI));
    expect(leftThen / rightThen).toBeCloseTo(right / left, 1);
  });

  test("from afar a shot is quieter and duller", async () => {
    const map = { ...FOUNDRY, boxes: [], pillars: [] };
    const far = heardFrom({ x: 0, y: 0 }, { x: 0, y: 1000 }, map);
    if (far === null) throw new Error("not heard");
    const figures = await measure("scatter", far);
    expect(figures.loudness).toBeLessThan(of("scatter").loudness - 10);
    expect(figures.brightness).toBeLessThan(of("scatter").brightness / 2);
  });

  test("no complaint is left in the console", () => {
    expect(complaints).toEqual([]);
  });
});
