import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The page: sources in client/, built into dist/page. Names carry a hash of the content, so that they may be cached for ever. */
export default defineConfig({
  root: "client",
  // Relative: the same build works from a CDN.
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    // Which piece needs which: what a player loads up to the first play is counted by it.
    manifest: true,
    // The game, and the page of who runs it.
    rolldownOptions: { input: ["client/index.html", "client/admin/index.html"] },
    target: "es2022",
    // Inlined data: URLs would need an exception in the page's content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
});
