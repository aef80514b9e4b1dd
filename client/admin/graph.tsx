/** One line over the last hour, its newest value beside its title, and the highest. */
export function Graph({ title, points, textOf }: { title: string; points: readonly { at: number; value: number }[]; textOf: (value: number) => string }) {
  const newest = points.at(-1);
  const most = Math.max(1, ...points.map(({ value }) => value));
  const end = newest?.at ?? 0;
  const place = ({ at, value }: { at: number; value: number }): string =>
    `${WIDTH - ((end - at) / SPAN) * WIDTH},${HEIGHT - (value / most) * (HEIGHT - 2) - 1}`;
  return (
    <figure className="graph">
      <figcaption>
        {title} <strong>{newest === undefined ? "–" : textOf(newest.value)}</strong>{" "}
        <span>at most {textOf(Math.max(0, ...points.map(({ value }) => value)))}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={title}>
        <polyline points={points.map(place).join(" ")} />
      </svg>
    </figure>
  );
}

/** ms */
const SPAN = 3_600_000;
const WIDTH = 360;
const HEIGHT = 72;
