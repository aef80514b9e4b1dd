/** One small drawing per call, in the order of the wheel: look, attack, thanks, praise, sorry, hello, help, danger. */
const PATHS: readonly string[] = [
  "M12 3V8M12 16V21M3 12H8M16 12H21M12 11.500V12.500",
  "M5 19L17 7M17 7H10M17 7V14",
  "M12 20C6 15.500 4 12.500 4 9.500A4 4 0 0 1 12 8A4 4 0 0 1 20 9.500C20 12.500 18 15.500 12 20Z",
  "M12 4L14.400 9.200L20 9.900L15.800 13.700L17 19.300L12 16.400L7 19.300L8.200 13.700L4 9.900L9.600 9.200Z",
  "M4 9H15A4.500 4.500 0 0 1 15 18H9M8 5L4 9L8 13",
  "M6 12V9M10 12V5.500M14 12V5.500M18 12V9M6 12C6 17 9 20 12 20S18 17 18 12",
  "M12 4V20M4 12H20",
  "M12 4L21 19.500H3ZM12 10V14M12 16.800V17",
];

export function CallGlyph({ call }: { call: number }) {
  return (
    <svg viewBox="0 0 24 24" className="call-glyph" aria-hidden="true">
      <path d={PATHS[call]} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
