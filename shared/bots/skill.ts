/** What a bot is able to do. A skill of 0 is somebody's first minute, 1 a practised player on a good day. */
export interface Abilities {
  /** ms, at least, from when somebody comes into sight until the bot acts on it. */
  reaction: number;
  /** Standard deviation of where it aims, radians. */
  aimError: number;
  /** Radians per second that it turns at most. */
  turnSpeed: number;
  /** How far behind its idea of a moving target lags, ms. */
  trackingLag: number;
  /** 0 aims at where the target is, 1 at where it will be when the shot arrives. */
  lead: number;
  /** How far beside the target it still pulls the trigger, radians. */
  triggerTolerance: number;
  /** Share of the time in a fight in which it holds the trigger: beginners fire in hesitant bursts. */
  fireShare: number;
  /** Share of the time in a fight in which it strafes instead of standing or walking straight. */
  strafeShare: number;
  /** Share of a weapon's good range at which it fights: beginners come too close. */
  rangeShare: number;
  /** How often it side-steps or dashes away from a shot that it sees coming, 0..1 per look. */
  dodge: number;
  /** Health at which it turns to the nearest health pad. */
  retreatHealth: number;
  /** Units of walking that a pad is worth: beginners take what lies in their way. */
  detour: number;
}

/** Human simple reactions are 200 to 450 ms. */
const BEGINNER: Abilities = {
  reaction: 375,
  aimError: 0.3,
  turnSpeed: 3.5,
  trackingLag: 280,
  lead: 0.1,
  triggerTolerance: 0.2,
  fireShare: 0.35,
  strafeShare: 0.15,
  rangeShare: 0.55,
  dodge: 0,
  retreatHealth: 0,
  detour: 250,
};

const EXPERT: Abilities = {
  reaction: 200,
  aimError: 0.025,
  turnSpeed: 12,
  trackingLag: 80,
  lead: 0.95,
  triggerTolerance: 0.07,
  fireShare: 1,
  strafeShare: 0.95,
  rangeShare: 1,
  dodge: 0.5,
  retreatHealth: 45,
  detour: 800,
};

/** `skill` outside 0..1 counts as the nearer end. */
export function abilitiesOf(skill: number): Abilities {
  const part = Math.min(1, Math.max(0, skill));
  const between = (beginner: number, expert: number): number => beginner + (expert - beginner) * part;
  return {
    reaction: between(BEGINNER.reaction, EXPERT.reaction),
    aimError: between(BEGINNER.aimError, EXPERT.aimError),
    turnSpeed: between(BEGINNER.turnSpeed, EXPERT.turnSpeed),
    trackingLag: between(BEGINNER.trackingLag, EXPERT.trackingLag),
    lead: between(BEGINNER.lead, EXPERT.lead),
    triggerTolerance: between(BEGINNER.triggerTolerance, EXPERT.triggerTolerance),
    fireShare: between(BEGINNER.fireShare, EXPERT.fireShare),
    strafeShare: between(BEGINNER.strafeShare, EXPERT.strafeShare),
    rangeShare: between(BEGINNER.rangeShare, EXPERT.rangeShare),
    dodge: between(BEGINNER.dodge, EXPERT.dodge),
    retreatHealth: between(BEGINNER.retreatHealth, EXPERT.retreatHealth),
    detour: between(BEGINNER.detour, EXPERT.detour),
  };
}

/** The levels of bots that one can ask for, from gentle to hard. */
export const BOT_LEVELS = ["rookie", "regular", "veteran"] as const;

export type BotLevel = (typeof BOT_LEVELS)[number];

/** The skill of each level. */
export const LEVEL_SKILLS: Readonly<Record<BotLevel, number>> = { rookie: 0.12, regular: 0.5, veteran: 0.9 };

/** What one human has done since joining. */
export interface Results {
  kills: number;
  deaths: number;
}

/** The skill of bots among which there is no human: a lively fight to look at. */
const UNWATCHED_SKILL = 0.55;
/** Bots are this good when the strongest human has only just come. */
const FIRST_SKILL = 0.05;
/** Kills after which a human's results are believed in full. */
const PROVEN_KILLS = 15;

/**
 * How good bots are to be in a room with these humans: easy while the strongest of them is new, then rising with what that
 * one has shown: somebody who kills as often as they die meets middling bots, three to one good ones.
 */
export function skillFor(humans: Iterable<Results>): number {
  let strongest = -1;
  for (const { kills, deaths } of humans) {
    const share = kills / (kills + deaths + 1);
    const proof = Math.min(1, kills / PROVEN_KILLS);
    strongest = Math.max(strongest, proof * Math.min(1, share * 1.2));
  }
  return strongest < 0 ? UNWATCHED_SKILL : FIRST_SKILL + (1 - FIRST_SKILL) * strongest;
}
