import type { ModeName } from "../../../shared/content/modes.ts";
import type { Trail } from "../../../shared/protocol/craft.ts";
import type { NameRefusal } from "../../../shared/protocol/display-name.ts";
import type { Bus } from "../../game/audio/volumes.ts";
import type { Action, BoundDevice } from "../../game/input/bindings.ts";
import type { RefusalReason } from "../../game/input/reserved.ts";
import type { Motion } from "../../game/motion.ts";
import type { PaletteName } from "../../game/render/palette.ts";
import type { EndReason } from "../../game/scene.ts";
import type { TextSize } from "../../game/text-size.ts";
import type { PartyTrouble } from "../../matchmaking/party.ts";
import type { QueueEnd } from "../../matchmaking/queue.ts";
import type { WayOn } from "../endings.ts";

/**
 * Every text of the page, by the area that shows it. A language is a file beside this one that has them all: one that lacks a text
 * does not compile. What varies comes in as an argument; a place where an element stands inside a sentence is written `{name}` and
 * filled by `Filled`. A new text: here, then wherever the compiler points.
 */
export interface Texts {
  /** Figures as this language writes them, with that many decimals. */
  number: (value: number, decimals?: number) => string;
  /**
   * Maps, modes, weapons and pickups by the `name` that their content gives them, where this language calls them anything else than
   * the content itself does: new content needs no entry.
   */
  content: Readonly<Record<string, string>>;
  page: {
    title: string;
    description: string;
    arena: string;
  };
  menu: {
    name: string;
    namePlaceholder: string;
    /** "" where nothing need be said. */
    nameRefused: (why: NameRefusal, longest: number) => string;
    play: string;
    joining: string;
    joinFriend: string;
    cancel: string;
    settings: string;
    noMatch: string;
    looking: string;
    /** What goes on behind the menu; `clock`: m:ss. */
    matchLeft: (players: number, clock: string) => string;
    matchNext: (players: number, seconds: number) => string;
  };
  modes: {
    /** Read out: the buttons that play anything but the arena. */
    others: string;
    private: string;
    watch: string;
    profile: string;
    /** Under the name of a mode, few words. */
    about: Readonly<Record<ModeName, string>>;
    /** Both teams, by what their craft carry. */
    teams: readonly [string, string];
  };
  privateMatch: {
    title: string;
    mode: string;
    bots: string;
    botLevels: { none: string; adaptive: string; rookie: string; regular: string; veteran: string };
    create: string;
    back: string;
    ready: string;
    share: string;
    begin: string;
  };
  round: {
    waiting: string;
    /** While a bot warms up with who waits. */
    warmUp: string;
    startsIn: (seconds: number) => string;
    /** With `{name}`. */
    forfeit: (seconds: number) => string;
    firstTo: (kills: number) => string;
    you: string;
    versus: string;
  };
  announcer: {
    /** With `{killer}`. */
    firstBlood: string;
    ownFirstBlood: string;
    /** With `{killer}`. */
    streak: (count: number) => string;
    ownStreak: (count: number) => string;
    /** With `{killer}`. */
    nemesis: string;
    /** With `{victim}`. */
    revenge: string;
    /** Read out beside a name. */
    nemesisMark: string;
  };
  calls: {
    wheel: string;
    how: string;
    /** As many as `CALLS`, from the top, clockwise. */
    names: readonly [string, string, string, string, string, string, string, string];
    wait: string;
    label: string;
    /** Names of buttons beside a player. */
    mute: (name: string) => string;
    unmute: (name: string) => string;
    /** Above those who can be muted. */
    players: string;
  };
  watching: {
    label: string;
    /** With `{name}`. */
    killer: string;
    previous: string;
    next: string;
    modes: string;
    leave: string;
    none: string;
    /** The list of all that can be watched. */
    matches: string;
    noMatches: string;
    notListed: string;
    people: (count: number) => string;
    bots: (count: number) => string;
  };
  results: {
    title: string;
    won: string;
    lost: string;
    draw: string;
    over: string;
    teamWon: string;
    accuracy: string;
    bestWeapon: string;
    streak: string;
    place: string;
    damage: string;
    none: string;
    percent: (hundredths: number) => string;
    placeOf: (place: number, players: number) => string;
    save: string;
    again: string;
    rematch: string;
    asked: string;
    askedBy: (count: number, players: number) => string;
    pressKey: string;
    points: (points: number) => string;
    reached: (level: number) => string;
    unlocked: string;
  };
  profile: {
    title: string;
    level: (level: number) => string;
    toNext: (points: number) => string;
    lastLevel: string;
    rounds: string;
    wins: string;
    kills: string;
    bestStreak: string;
    colors: string;
    anyColor: string;
    color: (number: number) => string;
    trails: string;
    trailNames: Readonly<Record<Trail, string>>;
    fromLevel: (level: number) => string;
    onlyLooks: string;
    done: string;
  };
  hud: {
    /** The word beside the number. */
    kills: (count: number) => string;
    place: (place: number, players: number) => string;
    feed: string;
    /** Read out, not seen. */
    health: (health: number) => string;
    timeLeft: (clock: string) => string;
    newWeapon: string;
  };
  /** How to play, by what the player holds; with `{keys}`, the keys or buttons that do it. */
  hints: {
    label: string;
    move: string;
    mouse: string;
    aim: string;
    fire: string;
    dash: string;
    nextWeapon: string;
    touchMove: string;
    touchFire: string;
    touchDash: string;
    touchWeapon: string;
  };
  touch: {
    pause: string;
    scoreboard: string;
    dash: string;
  };
  death: {
    byOwnHand: string;
    /** With `{killer}`. */
    by: string;
    healthLeft: (health: number) => string;
    both: string;
    shieldLeft: (shield: number) => string;
    backIn: (seconds: number) => string;
    back: string;
  };
  scoreboard: {
    label: string;
    place: string;
    name: string;
    kills: string;
    deaths: string;
    assists: string;
    bot: string;
    away: string;
  };
  podium: {
    label: string;
    won: string;
    over: string;
    came: (place: number) => string;
    figures: (kills: number, deaths: number, assists: number) => string;
    nextRound: (seconds: number) => string;
  };
  connection: {
    trouble: string;
    reconnecting: (attempt: number) => string;
    /** `clock`: m:ss. */
    restarts: (clock: string) => string;
    /** The same, read out. */
    restartSpoken: (minutes: number) => string;
    /** To who does nothing: `seconds` until they are out. */
    idles: (seconds: number) => string;
    /** The same, read out once. */
    idleSpoken: string;
    /** In the match after one whose server was lost. */
    lostMatch: string;
    /** On the way there. */
    another: string;
  };
  /** What operators of the service have to say. */
  operators: {
    /** In front of their words. */
    announcement: string;
    reason: (words: string) => string;
    /** `moment`: day and time. */
    until: (moment: string) => string;
    forGood: string;
  };
  regions: {
    label: string;
    withPing: (name: string, milliseconds: number) => string;
    unreachable: (name: string) => string;
    /** What choosing another costs. */
    apart: string;
  };
  /** While a match is looked for; `clock`: m:ss. */
  queue: {
    searching: string;
    searchingParty: (players: number) => string;
    waited: string;
    estimate: (clock: string) => string;
    botsAfter: (clock: string) => string;
    botsSoon: string;
    full: string;
    /** `regions`: their names with pings. */
    regions: (regions: readonly string[]) => string;
    opening: string;
    proposed: string;
    found: string;
    ranked: string;
    unranked: string;
    again: string;
    cancel: string;
    /** The way for who will not wait. */
    arena: string;
    ended: string;
    ends: Readonly<Record<QueueEnd, string>>;
  };
  party: {
    title: string;
    open: string;
    /** On the menu, for who is in one. */
    openOf: (members: number) => string;
    about: string;
    create: string;
    code: string;
    /** Read out: letters and digits apart. */
    codeSpoken: (letters: string) => string;
    join: string;
    entering: string;
    codeRefused: (length: number) => string;
    members: string;
    member: (place: number) => string;
    you: (name: string) => string;
    self: string;
    leads: string;
    follow: string;
    lead: string;
    copyLink: string;
    link: string;
    leave: string;
    close: string;
    tooLarge: (mode: string) => string;
    outOfReach: string;
    troubles: Readonly<Record<PartyTrouble, string>>;
  };
  records: {
    tabs: Readonly<Record<"craft" | "history" | "leaderboard", string>>;
    view: string;
    ratings: string;
    rating: string;
    ratingOf: (rating: number, matches: number) => string;
    unrated: string;
    matches: string;
    noMatches: string;
    won: string;
    lost: string;
    placed: (place: number) => string;
    forfeited: string;
    uncounted: string;
    /** With its sign. */
    change: (change: number) => string;
    figures: (kills: number, deaths: number) => string;
    mode: string;
    best: string;
    noBest: string;
    loading: string;
    failed: string;
    newRating: (rating: number) => string;
    ratingSoon: string;
  };
  netGraph: {
    label: string;
    roundTrip: string;
    jitter: string;
    patches: string;
    queue: string;
    othersShown: string;
    correctionsDrift: string;
    correctionsImpulse: string;
    correctionsInvented: string;
    driftLast: string;
    driftPeak: string;
    in: string;
    out: string;
    display: string;
    perSecond: string;
    frames: string;
    millisecondsLate: string;
    units: string;
    framesPerSecond: string;
    serverLoad: string;
    /** What the server gives up, by `LoadStep`. */
    loadSteps: readonly [string, string, string, string, string];
  };
  controller: {
    connected: string;
    disconnected: string;
  };
  bindings: {
    title: string;
    device: string;
    devices: Readonly<Record<BoundDevice, string>>;
    actions: Readonly<Record<Exclude<Action, `weapon-${number}`>, string>>;
    takeWeapon: (weapon: string) => string;
    help: string;
    asking: Readonly<Record<BoundDevice, string>>;
    clashes: string;
    /** Why a key stays as it is, after its name. */
    refusals: Readonly<Record<RefusalReason, string>>;
    refused: (key: string, why: string) => string;
    needsStick: string;
    unsuited: (key: string) => string;
    /** `key`: null for none. */
    slot: (action: string, slot: number, key: string | null) => string;
    press: string;
    also: (key: string, actions: readonly string[]) => string;
    onlyHere: string;
    onlyFor: (key: string, action: string) => string;
    reset: string;
    done: string;
  };
  /** Keys and buttons that have a word on them, or none but a word for them. */
  keys: {
    rightShift: string;
    leftClick: string;
    wheelClick: string;
    rightClick: string;
    wheelUp: string;
    wheelDown: string;
    leftStick: string;
    rightStick: string;
    button: (number: string) => string;
    numpad: (key: string) => string;
  };
  pause: {
    title: string;
    resume: string;
    settings: string;
    leave: string;
    copyLink: string;
    linkCopied: string;
    link: string;
  };
  settings: {
    title: string;
    damageNumbers: string;
    cameraShake: string;
    language: string;
    languageFailed: string;
    textSize: string;
    textSizes: Readonly<Record<TextSize, string>>;
    motion: string;
    motions: Readonly<Record<Motion, string>>;
    colors: string;
    palettes: Readonly<Record<PaletteName, string>>;
    controls: string;
    sound: string;
    volumes: Readonly<Record<Bus, string>>;
    volumeOff: string;
    /** Read out, not seen. */
    volumePercent: (volume: number) => string;
    done: string;
  };
  /** Said by a screen reader, not shown. */
  spoken: {
    killed: (victim: string) => string;
    died: (killer: string) => string;
    diedByOwnHand: string;
    lowHealth: string;
  };
  training: {
    title: string;
    /** On the menu. */
    enter: string;
    leave: string;
    line: string;
    roundTrip: string;
    jitter: string;
    loss: string;
    targets: string;
    speed: string;
    netcode: string;
    prediction: string;
    predictionAbout: string;
    rewind: string;
    rewindAbout: string;
    figures: string;
    shots: string;
    hits: string;
    hitRate: string;
    drift: string;
    corrections: string;
    measured: string;
    othersShown: string;
    reset: string;
    milliseconds: (value: number) => string;
    percent: (value: number) => string;
    unitsPerSecond: (value: number) => string;
  };
  /** Why a match ended, in words, and what may be done about it. */
  endings: Readonly<Record<EndReason, { title: string; text: string; ways: Readonly<Partial<Record<WayOn, string>>> }>>;
  /** The ways on, where an ending has no words of its own for one. */
  ways: Readonly<Record<WayOn, string>>;
}
