import { createRoot } from "react-dom/client";
import { playPiece, type StagePiece } from "./game/stage-play.ts";
import { Hud } from "./ui/hud.tsx";
import { HudStore } from "./ui/hud-state.ts";
import "./ui/style.css";

declare global {
  /** Called by whoever drives this page; resolves when the piece's last frame stands on the screen. */
  var playStage: (piece: StagePiece) => Promise<void>;
}

/** A bare stage on which a piece of a logged round is drawn as a player would have seen it. Not part of the build. */
const root = document.getElementById("root");
if (root === null) throw new Error("stage.html has no #root");

const store = new HudStore();
createRoot(root).render(
  <div className="page page-playing">
    <canvas className="arena" />
    <Hud store={store} board={false} />
  </div>,
);

globalThis.playStage = async (piece) => {
  const canvas = document.querySelector("canvas");
  if (canvas === null) throw new Error("the stage is not set yet");
  store.reset();
  await playPiece(canvas, piece, (scene, now) => store.observe(scene, now));
};
