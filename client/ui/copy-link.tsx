import { useState } from "react";
import { useTexts } from "./texts/language.ts";

/** Copies the link to this very match. Where the browser keeps pages from the clipboard, the link is shown to be copied by hand. */
export function CopyLink({ link }: { link: string }) {
  const texts = useTexts().pause;
  const [state, setState] = useState<"idle" | "copied" | "by-hand">("idle");
  const copy = (): void => {
    // Without TLS, and not on this machine, there is no clipboard for pages.
    if (!window.isSecureContext) {
      setState("by-hand");
      return;
    }
    navigator.clipboard.writeText(link).then(
      () => setState("copied"),
      () => setState("by-hand"),
    );
  };
  if (state === "by-hand") {
    return <input className="link" readOnly value={link} aria-label={texts.link} onFocus={(event) => event.target.select()} />;
  }
  return (
    <button type="button" className="button" onClick={copy}>
      {state === "copied" ? texts.linkCopied : texts.copyLink}
    </button>
  );
}
