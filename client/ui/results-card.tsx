import type { ModeName } from "../../shared/content/modes.ts";
import { MODES } from "../../shared/content/modes.ts";
import type { RoundSummary } from "./match-news.ts";
import type { PictureTexts } from "./results-picture.ts";
import type { Texts } from "./texts/catalogue.ts";
import { useTexts } from "./texts/language.ts";
import { contentName, weaponName } from "./words.ts";

type Own = NonNullable<RoundSummary["own"]>;

/** The player's round in figures; it can be taken home as a picture. */
export function ResultsCard({ summary, own, mode }: { summary: RoundSummary; own: Own; mode: ModeName }) {
  const texts = useTexts();
  const figures = figuresOf(texts, own);
  const save = async (): Promise<void> => {
    const { drawResults, saveCanvas } = await import("./results-picture.ts");
    saveCanvas(drawResults(pictureTexts(texts, summary, own, mode), own.who.color), `strafe-${own.who.name}`);
  };
  return (
    <section className="results" aria-label={texts.results.title}>
      <dl>
        {figures.map(([label, figure]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {own.points > 0 && (
        <p className="results-points">
          {texts.results.points(own.points)}
          {own.level > own.levelBefore && <strong> {texts.results.reached(own.level)}</strong>}
        </p>
      )}
      {own.level > own.levelBefore && <p className="quiet results-new">{texts.results.unlocked}</p>}
      <button type="button" className="text-button results-save" disabled={own.results === null} onClick={() => void save()}>
        {texts.results.save}
      </button>
    </section>
  );
}

function figuresOf(texts: Texts, { place, players, results, kills, deaths, assists }: Own): [string, string][] {
  const { results: words, scoreboard: board } = texts;
  return [
    [words.place, words.placeOf(place, players)],
    [`${board.kills} / ${board.deaths} / ${board.assists}`, `${kills} / ${deaths} / ${assists}`],
    [words.accuracy, results === null || results.shots === 0 ? "–" : words.percent(Math.round((results.hits / results.shots) * 100))],
    [words.bestWeapon, results === null ? "–" : results.bestWeapon === null ? words.none : weaponName(texts, results.bestWeapon)],
    [words.streak, results === null ? "–" : texts.number(results.bestStreak)],
    [words.damage, results === null ? "–" : texts.number(results.damage)],
  ];
}

function pictureTexts(texts: Texts, summary: RoundSummary, own: Own, mode: ModeName): PictureTexts {
  const titles = { won: texts.results.won, lost: texts.results.lost, draw: texts.results.draw, over: texts.results.over };
  return {
    name: own.who.name,
    title: titles[summary.outcome],
    where: `${contentName(texts, MODES[mode])} · ${contentName(texts, summary.map)}`,
    level: texts.profile.level(own.level),
    figures: figuresOf(texts, own),
    address: location.host,
  };
}
