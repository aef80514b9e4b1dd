import { type Ref, schema, t } from "@colyseus/schema";
import { FLOAT32, PACKED, type Precision } from "./workload.ts";

/** The state of the rooms with stock views: once with packed fields, once with floats as most games have them. */
const PackedFighter = schema({ x: t.uint16(), y: t.uint16(), angle: t.uint8(), flags: t.uint8(), health: t.uint8() }, "PackedFighter");
const PackedShot = schema({ x: t.uint16(), y: t.uint16(), angle: t.uint8() }, "PackedShot");
const PackedState = schema({ tick: t.uint32(), fighters: t.map(PackedFighter).view(), shots: t.map(PackedShot).view() }, "PackedState");

/** The same without shots: those are flown by the clients. */
export const FlownState = schema({ tick: t.uint32(), fighters: t.map(PackedFighter) }, "FlownState");

const FloatFighter = schema({ x: t.float32(), y: t.float32(), angle: t.float32(), flags: t.uint8(), health: t.uint8() }, "FloatFighter");
const FloatShot = schema({ x: t.float32(), y: t.float32(), angle: t.float32() }, "FloatShot");
const FloatState = schema({ tick: t.uint32(), fighters: t.map(FloatFighter).view(), shots: t.map(FloatShot).view() }, "FloatState");

export interface ShotFields {
  x: number;
  y: number;
  angle: number;
}

export interface FighterFields extends ShotFields {
  flags: number;
  health: number;
}

interface Entities<E> {
  set(key: string, entity: E): unknown;
  delete(key: string): boolean;
  forEach(look: (entity: E, key: string) => void): void;
}

export interface ViewState<F, S> {
  tick: number;
  fighters: Entities<F>;
  shots: Entities<S>;
}

/** What makes a state and its entities, and how they write positions. */
export interface ViewKind<F extends Ref & FighterFields, S extends Ref & ShotFields> {
  precision: Precision;
  state(): ViewState<F, S>;
  fighter(): F;
  shot(): S;
}

export const PACKED_VIEWS: ViewKind<InstanceType<typeof PackedFighter>, InstanceType<typeof PackedShot>> = {
  precision: PACKED,
  state: () => new PackedState(),
  fighter: () => new PackedFighter(),
  shot: () => new PackedShot(),
};

export const FLOAT_VIEWS: ViewKind<InstanceType<typeof FloatFighter>, InstanceType<typeof FloatShot>> = {
  precision: FLOAT32,
  state: () => new FloatState(),
  fighter: () => new FloatFighter(),
  shot: () => new FloatShot(),
};
