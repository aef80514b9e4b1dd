import { type FormEvent, useState } from "react";
import type { OperatorsState } from "../../shared/protocol/operators.ts";
import type { Act } from "./api.ts";

/** What is said to everybody. */
export function Service({ state, act }: { state: OperatorsState; act: Act }) {
  return (
    <>
      <Words
        title="Announcement"
        about="Read at once by everybody who is in a match or in the menu's lobby."
        submit="Announce"
        before=""
        onSay={(text) => act({ action: "announce", text }, "Announced; within 5 s in all processes.")}
      />
      <Words
        title="Maintenance"
        about="While this stands nobody gets a seat, and reads why. Matches under way go on."
        submit="Close"
        before={state.maintenance ?? ""}
        onSay={(text) => act({ action: "maintenance", text }, "Closed: nobody gets a seat.")}
        onTakeBack={state.maintenance === null ? null : () => act({ action: "maintenance", text: null }, "Open again.")}
        takeBack="Open again"
      />
      <Words
        title="Message of the day"
        about="In the menu of everybody who comes."
        submit="Show"
        before={state.motd ?? ""}
        onSay={(text) => act({ action: "message of the day", text }, "Shown in the menu.")}
        onTakeBack={state.motd === null ? null : () => act({ action: "message of the day", text: null }, "Not shown any more.")}
        takeBack="Take it away"
      />
    </>
  );
}

interface WordsProps {
  title: string;
  about: string;
  submit: string;
  /** What stands now. */
  before: string;
  onSay: (text: string) => Promise<boolean>;
  onTakeBack?: (() => Promise<boolean>) | null;
  takeBack?: string;
}

function Words({ title, about, submit, before, onSay, onTakeBack = null, takeBack }: WordsProps) {
  const [text, setText] = useState(before);
  const say = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await onSay(text);
  };
  return (
    <form className="words-form" aria-label={title} onSubmit={(event) => void say(event)}>
      <h2>{title}</h2>
      <p>{about}</p>
      <textarea aria-label={title} value={text} maxLength={300} required rows={2} onChange={(event) => setText(event.target.value)} />
      <button type="submit" className="primary">
        {submit}
      </button>
      {onTakeBack !== null && (
        <button type="button" onClick={() => void onTakeBack().then((isDone) => isDone && setText(""))}>
          {takeBack}
        </button>
      )}
    </form>
  );
}
