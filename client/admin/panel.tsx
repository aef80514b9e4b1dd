import { useCallback, useEffect, useState } from "react";
import type { OperatorsState, SignedIn } from "../../shared/protocol/operators.ts";
import { ProblemRefusal } from "../matchmaking/requests.ts";
import { type Act, actAs, askOperators, told } from "./api.ts";
import { AuditLog } from "./audit-log.tsx";
import { Limits } from "./limits.tsx";
import { Matches } from "./matches.tsx";
import { Overview } from "./overview.tsx";
import { Players } from "./players.tsx";
import { Restrictions } from "./restrictions.tsx";
import { Service } from "./service.tsx";

const TABS = ["Overview", "Players", "Matches", "Bans", "Service", "Limits", "Audit"] as const;
type Tab = (typeof TABS)[number];

/** ms between two looks: the server looks at its rooms no more often. */
const LOOK_PERIOD = 5000;

const UNAUTHORIZED = 401;

export function Panel({ me, onOut }: { me: SignedIn; onOut: () => void }) {
  const [tab, setTab] = useState<Tab>("Overview");
  const [state, setState] = useState<OperatorsState | null>(null);
  const [words, setWords] = useState<{ text: string; isRefusal: boolean } | null>(null);

  const look = useCallback(async () => {
    try {
      setState((await askOperators("/state")) as OperatorsState);
      setWords((before) => (before?.text === AWAY ? null : before));
    } catch (error) {
      if (error instanceof ProblemRefusal && error.code === UNAUTHORIZED) return onOut();
      setWords({ text: AWAY, isRefusal: true });
    }
  }, [onOut]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_PERIOD);
    return () => clearInterval(timer);
  }, [look]);

  const act: Act = async (action, done) => {
    const refusal = await actAs(me, action);
    setWords({ text: refusal ?? done, isRefusal: refusal !== null });
    await look();
    return refusal === null;
  };
  const signOut = async (): Promise<void> => {
    const refusal = await told(askOperators("/session", { method: "DELETE", csrf: me.csrf }));
    if (refusal === null) onOut();
    else setWords({ text: refusal, isRefusal: true });
  };

  return (
    <>
      <header className="bar">
        <strong>Strafe</strong>
        <nav>
          {TABS.map((name) => (
            <button key={name} type="button" className="tab" aria-current={name === tab ? "page" : undefined} onClick={() => setTab(name)}>
              {name}
            </button>
          ))}
          <a className="tab" href="/monitor/">
            Monitor
          </a>
        </nav>
        <span className="who">
          {me.operator}, {me.role}
        </span>
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </header>
      <p className={words?.isRefusal === true ? "words refusal" : "words"} role="status">
        {words?.text}
      </p>
      {state !== null && <main className="content">{contentOf(tab, state, act)}</main>}
    </>
  );
}

const AWAY = "The server does not answer; what is shown is from before.";

function contentOf(tab: Tab, state: OperatorsState, act: Act) {
  switch (tab) {
    case "Overview":
      return <Overview state={state} act={act} />;
    case "Players":
      return <Players state={state} act={act} />;
    case "Matches":
      return <Matches state={state} act={act} />;
    case "Bans":
      return <Restrictions act={act} />;
    case "Service":
      return <Service state={state} act={act} />;
    case "Limits":
      return <Limits state={state} act={act} />;
    case "Audit":
      return <AuditLog />;
  }
}
