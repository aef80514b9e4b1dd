/** The six letters as polylines in a 60 × 80 cell each: upper and lower half are pushed apart sideways, as a strafe would. */
const LETTERS: readonly string[] = [
  "M56 8H14Q8 8 8 14V34Q8 40 14 40H46Q52 40 52 46V66Q52 72 46 72H4",
  "M2 8H58M30 8V80",
  "M8 80V8H46Q52 8 52 14V36Q52 42 46 42H8M32 42L54 80",
  "M2 80L26 8H34L58 80M14 54H46",
  "M8 80V8H56M8 42H46",
  "M56 8H8V72H56M8 40H48",
];
const ADVANCE = 78;
const WIDTH = LETTERS.length * ADVANCE;

export function Wordmark() {
  const letters = LETTERS.map((path, index) => <path key={path} d={path} transform={`translate(${index * ADVANCE} 0)`} />);
  return (
    <svg className="wordmark" viewBox={`-26 -2 ${WIDTH + 34} 84`} role="img" aria-label="STRAFE">
      <clipPath id="wordmark-upper">
        <rect x="-60" y="-10" width={WIDTH + 120} height="61" />
      </clipPath>
      <clipPath id="wordmark-lower">
        <rect x="-60" y="54" width={WIDTH + 120} height="40" />
      </clipPath>
      <g fill="none" stroke="currentColor" strokeWidth="15" transform="skewX(-10)">
        <g className="wordmark-upper">
          <g clipPath="url(#wordmark-upper)">{letters}</g>
        </g>
        <g className="wordmark-lower">
          <g clipPath="url(#wordmark-lower)">{letters}</g>
        </g>
      </g>
    </svg>
  );
}
