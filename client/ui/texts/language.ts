import { useSyncExternalStore } from "react";
import type { Texts } from "./catalogue.ts";
import { texts as english } from "./en.ts";

/** The languages of the page, each by the name that its speakers give it. */
export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español" } as const;
export type Language = keyof typeof LANGUAGES;

/** English is at hand, also when nothing else can be loaded; the others come when they are spoken. */
const LOADERS: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => english,
  de: async () => (await import("./de.ts")).texts,
  es: async () => (await import("./es.ts")).texts,
};

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

/** The language to begin with: the one chosen before, else the first of the reader's own (BCP 47) that is here, else English. */
export function chooseLanguage(remembered: string | null, wanted: readonly string[]): Language {
  for (const tag of [remembered ?? "", ...wanted]) {
    const language = tag.toLowerCase().split("-")[0] ?? "";
    if (isLanguage(language)) return language;
  }
  return "en";
}

let spoken: { language: Language; texts: Texts } = { language: "en", texts: english };
let asked: Language = "en";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const read = (): typeof spoken => spoken;

/** Changes the language of the page. Rejects, with everything as it was, when the texts cannot be loaded. */
export async function speak(language: Language): Promise<void> {
  asked = language;
  const texts = await LOADERS[language]();
  // Somebody who changes their mind meanwhile gets what they asked for last.
  if (asked !== language) return;
  spoken = { language, texts };
  document.documentElement.lang = language;
  document.title = texts.page.title;
  for (const listener of listeners) listener();
}

/** The page's texts in the language that is spoken now. */
export function useTexts(): Texts {
  return useSyncExternalStore(subscribe, read).texts;
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, read).language;
}
