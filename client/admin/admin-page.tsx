import { useCallback, useEffect, useState } from "react";
import type { SignedIn } from "../../shared/protocol/operators.ts";
import { askOperators } from "./api.ts";
import { Panel } from "./panel.tsx";
import { SignIn } from "./sign-in.tsx";

type Entrance = { kind: "asking" } | { kind: "outside" } | { kind: "inside"; me: SignedIn };

/** /admin: for who runs the service. */
export function AdminPage() {
  const [entrance, setEntrance] = useState<Entrance>({ kind: "asking" });
  const look = useCallback(() => {
    askOperators("/session").then(
      (me) => setEntrance({ kind: "inside", me: me as SignedIn }),
      () => setEntrance({ kind: "outside" }),
    );
  }, []);
  useEffect(look, [look]);
  switch (entrance.kind) {
    case "asking":
      return null;
    case "outside":
      return <SignIn onIn={(me) => setEntrance({ kind: "inside", me })} />;
    case "inside":
      return <Panel me={entrance.me} onOut={() => setEntrance({ kind: "outside" })} />;
  }
}
