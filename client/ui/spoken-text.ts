import type { SpokenKill } from "./match-news.ts";
import type { Texts } from "./texts/catalogue.ts";

/** One kill as it is read out: what it was to the player, then what the announcer says of it, and nothing twice. */
export function spokenText({ spoken, announcer }: Texts, { own, name, announcement }: SpokenKill): string {
  const said: string[] = [];
  // "Revenge on" somebody says that they were killed.
  if (own !== null && announcement?.kind !== "revenge") said.push(own === "diedByOwnHand" ? spoken.diedByOwnHand : spoken[own](name));
  switch (announcement?.kind) {
    case "firstBlood":
      said.push(announcement.own ? announcer.ownFirstBlood : filled(announcer.firstBlood, name));
      break;
    case "streak":
      said.push(announcement.own ? announcer.ownStreak(announcement.count) : filled(announcer.streak(announcement.count), name));
      break;
    case "nemesis":
      said.push(filled(announcer.nemesis, name));
      break;
    case "revenge":
      said.push(filled(announcer.revenge, name));
      break;
  }
  return said.join(". ");
}

/** The one place of each of these texts is the other player's name. */
function filled(text: string, name: string): string {
  return text.replace(/\{\w+\}/, () => name);
}
