import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { MODES } from "../../shared/content/modes.ts";
import { CODE_LENGTH, codeOf, type PartyMember, type PartyState } from "../matchmaking/party.ts";
import type { TicketMode } from "../matchmaking/queue.ts";
import { CopyLink } from "./copy-link.tsx";
import { partyLink } from "./page-address.ts";
import { Panel } from "./panel.tsx";
import { useTexts } from "./texts/language.ts";
import type { PartyControls } from "./use-party.ts";
import { contentName } from "./words.ts";
import "./panels.css";
import "./party.css";

interface PartyPanelProps {
  party: PartyControls;
  onQueue: (mode: TicketMode) => void;
  onLeave: () => void;
  onClose: () => void;
}

/** Friends who queue together: entering a party, who is in it, and what whoever leads it does. */
export function PartyPanel({ party, onQueue, onLeave, onClose }: PartyPanelProps) {
  const { party: texts } = useTexts();
  const { state } = party;
  return (
    <Panel title={texts.title} onClose={onClose}>
      {state.kind === "in" ? (
        <Inside state={state} onQueue={onQueue} onLeave={onLeave} />
      ) : (
        <Entrance state={state} onCreate={party.create} onJoin={party.join} />
      )}
      <button type="button" className="button" onClick={onClose}>
        {texts.close}
      </button>
    </Panel>
  );
}

type Outside = Exclude<PartyState, { kind: "in" }>;

function Entrance({ state, onCreate, onJoin }: { state: Outside; onCreate: () => void; onJoin: (code: string) => void }) {
  const { party: texts } = useTexts();
  const [typed, setTyped] = useState("");
  const [isRefused, setRefused] = useState(false);
  const field = useId();
  const busy = state.kind === "entering";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const code = codeOf(typed);
    setRefused(code === null);
    if (code !== null) onJoin(code);
  };
  const trouble = isRefused ? texts.codeRefused(CODE_LENGTH) : state.kind === "none" && state.trouble !== null ? texts.troubles[state.trouble] : "";
  return (
    <>
      <p className="quiet">{texts.about}</p>
      <button type="button" className="button button-first" disabled={busy} onClick={onCreate}>
        {busy ? texts.entering : texts.create}
      </button>
      <form className="party-join" onSubmit={submit}>
        <label htmlFor={field}>{texts.code}</label>
        <input
          id={field}
          value={typed}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={CODE_LENGTH + 2}
          aria-invalid={trouble !== ""}
          aria-describedby={`${field}-why`}
          onChange={(event) => {
            setTyped(event.target.value);
            setRefused(false);
          }}
        />
        <button type="submit" className="button" disabled={busy}>
          {texts.join}
        </button>
      </form>
      <p id={`${field}-why`} className="party-why" role="alert">
        {trouble}
      </p>
    </>
  );
}

type InParty = Extract<PartyState, { kind: "in" }>;

function Inside({ state, onQueue, onLeave }: { state: InParty; onQueue: (mode: TicketMode) => void; onLeave: () => void }) {
  const all = useTexts();
  const { party: texts } = all;
  const { code, members, leads, reached } = state;
  const shownCode = useRef<HTMLParagraphElement>(null);
  // What had the focus before there was a party is gone.
  useEffect(() => shownCode.current?.focus({ preventScroll: true }), []);
  return (
    <div className="party-inside">
      <p ref={shownCode} tabIndex={-1} className="party-code">
        <span className="unseen">{texts.codeSpoken([...code].join(" "))}</span>
        <span aria-hidden="true">{code}</span>
      </p>
      <CopyLink link={partyLink(code)} words={{ copy: texts.copyLink, link: texts.link }} />
      <ul className="party-members" aria-label={texts.members}>
        {members.map((member, index) => (
          <li key={member.id}>
            <MemberName member={member} place={index + 1} />
            {member.leads && <span className="quiet"> {texts.leads}</span>}
          </li>
        ))}
      </ul>
      <p className="quiet" role="status">
        {reached ? (leads ? texts.lead : texts.follow) : texts.outOfReach}
      </p>
      {leads && (
        <div className="party-queue">
          {([MODES.squads, MODES.duel] as const).map((mode) => {
            const fits = members.length <= (mode.bodies ?? 2) / 2;
            const name = contentName(all, mode);
            return (
              <button
                key={mode.name}
                type="button"
                className={mode === MODES.squads ? "button button-first" : "button"}
                disabled={!fits}
                title={fits ? undefined : texts.tooLarge(name)}
                onClick={() => onQueue(mode === MODES.squads ? "squads" : "duel")}
              >
                {name}
              </button>
            );
          })}
        </div>
      )}
      <button type="button" className="button" onClick={onLeave}>
        {texts.leave}
      </button>
    </div>
  );
}

function MemberName({ member: { name, isSelf }, place }: { member: PartyMember; place: number }) {
  const { party: texts } = useTexts();
  if (name === null) return isSelf ? texts.self : texts.member(place);
  return isSelf ? texts.you(name) : name;
}
