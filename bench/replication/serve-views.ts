import { type Client, ClientState } from "@colyseus/core";
import { Encoder, type Ref, StateView } from "@colyseus/schema";
import { shotsFrame } from "./binary.ts";
import { Seen } from "./seen.ts";
import { openRoom } from "./serve-room.ts";
import type { Scene, Service } from "./service.ts";
import { SHOTS } from "./stacks.ts";
import type { FighterFields, ShotFields, ViewKind } from "./view-state.ts";

/** Bytes. One buffer holds the patches of all views of a tick: large enough from the start. */
const VIEWS_BUFFER = 4 * 2 ** 20;

interface Viewer {
  client: Client;
  view: StateView;
  fighters: Seen;
  shots: Seen;
}

/** Colyseus as it comes: a view per client, to which what comes into sight is added. Shots are entities, or flown by the client. */
export async function serveViews<F extends Ref & FighterFields, S extends Ref & ShotFields>(
  { arena, interest }: Scene,
  { areShotsFlown, ...kind }: ViewKind<F, S> & { areShotsFlown: boolean },
): Promise<Service> {
  Encoder.BUFFER_SIZE = VIEWS_BUFFER;
  const { position, angle } = kind.precision;
  const state = kind.state();
  const fighters = arena.fighters.map(() => kind.fighter());
  for (const { id } of arena.fighters) state.fighters.set(String(id), fighterOf(id));
  /** By the place in `arena.shots`. */
  const shots = new Map<number, S>();
  const viewers: Viewer[] = [];
  const { port, room } = await openRoom(arena.fighters.length, {
    takesInput: false,
    deflation: "off",
    created(made) {
      made.state = state;
    },
    joined(client) {
      client.view = new StateView();
      viewers.push({ client, view: client.view, fighters: new Seen(arena.fighters.length), shots: new Seen(arena.shots.length) });
    },
  });
  return {
    port,
    publish() {
      state.tick = arena.tick;
      moveFighters();
      if (!areShotsFlown) moveShots();
      viewers.forEach(look);
      room.broadcastPatch();
    },
  };

  function fighterOf(id: number): F {
    const fighter = fighters[id];
    if (fighter === undefined) throw new Error(`there is no fighter ${id}`);
    return fighter;
  }

  function moveFighters(): void {
    for (const { id, x, y, angle: turns, flags, health } of arena.fighters) {
      const fighter = fighterOf(id);
      fighter.x = position(x);
      fighter.y = position(y);
      fighter.angle = angle(turns);
      fighter.flags = flags;
      fighter.health = health;
    }
  }

  function moveShots(): void {
    for (const index of arena.expired) {
      shots.delete(index);
      state.shots.delete(String(index));
    }
    for (const index of arena.spawned) {
      const shot = kind.shot();
      shot.angle = angle(arena.shots[index]?.angle ?? 0);
      shots.set(index, shot);
      state.shots.set(String(index), shot);
    }
    for (const [index, shot] of shots) {
      const { x, y } = arena.shots[index] ?? shot;
      shot.x = position(x);
      shot.y = position(y);
    }
  }

  function look({ client, view, fighters: seenFighters, shots: seenShots }: Viewer, viewer: number): void {
    const sight = interest.sights[viewer];
    if (sight === undefined) return;
    const toggle = (entity: Ref, isSeen: boolean): unknown => (isSeen ? view.add(entity) : view.remove(entity));
    seenFighters.update(sight.fighters, sight.fighterCount, (index, isSeen) => toggle(fighterOf(index), isSeen));
    if (areShotsFlown) {
      if (sight.introducedCount > 0 && client.state === ClientState.JOINED) client.sendBytes(SHOTS, shotsFrame(arena, sight));
      return;
    }
    seenShots.update(sight.shots, sight.shotCount, (index, isSeen) => {
      const shot = shots.get(index);
      // Who saw a shot end was told so by the map.
      if (shot !== undefined) toggle(shot, isSeen);
    });
  }
}
