import { useState } from "react";
import { useTexts } from "./texts/language.ts";

interface CopyLinkProps {
  link: string;
  /** What the button says, and what the link is read out as. Left out: of this very match. */
  words?: { copy: string; link: string };
}

/** Copies a link. Where the browser keeps pages from the clipboard, the link is shown to be copied by hand. */
export function CopyLink({ link, words }: CopyLinkProps) {
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
    return <input className="link" readOnly value={link} aria-label={words?.link ?? texts.link} onFocus={(event) => event.target.select()} />;
  }
  return (
    <button type="button" className="button" onClick={copy}>
      {state === "copied" ? texts.linkCopied : (words?.copy ?? texts.copyLink)}
    </button>
  );
}
