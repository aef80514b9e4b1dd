import { useSyncExternalStore } from "react";
import { operatorWords } from "../operator-words.ts";
import { useTexts } from "./texts/language.ts";
import "./operators.css";

/** What an operator announces, below all else that stands there; read out once. */
export function OperatorNotice() {
  const { operators: texts } = useTexts();
  const { announcement } = useSyncExternalStore(operatorWords.subscribe, operatorWords.read);
  return (
    <p className="operator-notice" role="status" data-shown={announcement !== null}>
      {announcement !== null && (
        <>
          <strong>{texts.announcement}</strong> {announcement.text}
        </>
      )}
    </p>
  );
}

/** Day and time where the reader is, in the page's language. */
function momentText(at: number): string {
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** On the card that ends a match: why, in the operator's own words, and until when. */
export function Farewell() {
  const { operators: texts } = useTexts();
  const { farewell } = useSyncExternalStore(operatorWords.subscribe, operatorWords.read);
  if (farewell === null) return null;
  if (farewell.kind === "refusal") return <p className="farewell">{farewell.text}</p>;
  const { kind, reason, until } = farewell;
  return (
    <>
      {kind === "banned" && <p className="farewell">{until === null ? texts.forGood : texts.until(momentText(until))}</p>}
      {reason !== "" && <p className="farewell">{texts.reason(reason)}</p>}
    </>
  );
}
