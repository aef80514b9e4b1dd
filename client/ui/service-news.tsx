import { type ServiceNews as News, SERVICE_NEWS_PATH } from "../../shared/protocol/service-news.ts";
import { useLoaded } from "./use-loaded.ts";
import "./operators.css";

/** What operators tell everybody who comes; null until it is there. */
export function useServiceNews(): News | null {
  const loaded = useLoaded("news", load);
  return loaded.kind === "loaded" ? loaded.value : null;
}

/** In the menu, where there is anything. */
export function ServiceNews({ news }: { news: News | null }) {
  if (news === null) return null;
  const texts = [news.maintenance, news.motd].filter((text) => text !== null);
  return texts.map((text) => (
    <p key={text} className="service-news">
      {text}
    </p>
  ));
}

/** Without an answer there is no news: the menu does not wait, and complains of nothing. */
async function load(signal: AbortSignal): Promise<News | null> {
  try {
    const answer = await fetch(SERVICE_NEWS_PATH, { signal });
    return answer.ok ? ((await answer.json()) as News) : null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return null;
    throw error;
  }
}
