import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./ui/app.tsx";
import "./ui/style.css";
import type { Connect } from "./game/match-source.ts";

/** The network comes after the menu: nobody waits for it to see the page. */
const connect: Connect = async (wish) => (await import("./game/connect.ts")).connect(wish);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App connect={connect} />
  </StrictMode>,
);
