import { useEffect, useState } from "react";
import { useTexts } from "./texts/language.ts";

/** ms: long enough to be read in a fight. */
const SHOWN = 12_000;

/** Says in the next match what became of the one before, whose server was lost. */
export function LossNotice() {
  const { connection: texts } = useTexts();
  const [shown, setShown] = useState(true);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(false), SHOWN);
    return () => window.clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <p className="banner restart loss" role="status">
      {texts.lostMatch}
    </p>
  );
}
