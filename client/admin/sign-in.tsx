import { type FormEvent, useState } from "react";
import type { SignedIn } from "../../shared/protocol/operators.ts";
import { askOperators, told } from "./api.ts";

export function SignIn({ onIn }: { onIn: (me: SignedIn) => void }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const asking = askOperators("/session", { method: "POST", body: { name, password } });
    const words = await told(asking);
    setBusy(false);
    setRefusal(words);
    if (words === null) onIn((await asking) as SignedIn);
    else setPassword("");
  };
  return (
    <main className="sign-in">
      <form onSubmit={(event) => void submit(event)}>
        <h1>Strafe, for operators</h1>
        <label>
          Name
          <input value={name} autoComplete="username" required onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          Password
          <input type="password" value={password} autoComplete="current-password" required onChange={(event) => setPassword(event.target.value)} />
        </label>
        <button type="submit" className="primary" disabled={busy}>
          Sign in
        </button>
        <p className="refusal" role="alert">
          {refusal}
        </p>
      </form>
    </main>
  );
}
