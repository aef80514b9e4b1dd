/** The arrows between the folders: who may import whom. What has to go the other way is a function passed in. */

/** Top to bottom; a layer imports only what stands below it. */
const SERVER_LAYERS = ["main", "app", "http", "matchmaking", "cluster", "rooms", "match", "replication"];

const upward = SERVER_LAYERS.slice(1).map((layer, index) => ({
  name: `${layer}-imports-nothing-above-it`,
  severity: "error",
  from: { path: `^server/${layer}(\\.ts$|/)` },
  to: { path: `^server/(${SERVER_LAYERS.slice(0, index + 1).join("|")})(\\.ts$|/)` },
}));

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "shared-knows-no-side",
      comment: "shared runs on both sides",
      severity: "error",
      from: { path: "^shared/" },
      to: { path: "^(server|client)/" },
    },
    {
      name: "shared-needs-no-platform",
      comment: "neither Node nor a browser: what is shared is arithmetic and data",
      severity: "error",
      from: { path: "^shared/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "shared-uses-only-schema-and-zod",
      severity: "error",
      from: { path: "^shared/" },
      to: { path: "node_modules/", pathNot: "node_modules/(@colyseus/schema|zod)/" },
    },
    {
      name: "sim-is-closed",
      comment: "the world is a pure function of its inputs and of content: no protocol, no bots, no library",
      severity: "error",
      from: { path: "^shared/(sim|content)/" },
      to: { pathNot: "^shared/(sim|content)/" },
    },
    { name: "client-knows-no-server", severity: "error", from: { path: "^client/" }, to: { path: "^server/" } },
    { name: "server-knows-no-client", severity: "error", from: { path: "^server/" }, to: { path: "^client/" } },
    {
      name: "product-knows-no-tool",
      severity: "error",
      from: { path: "^(client|server|shared)/" },
      to: { path: "^(commands|test|bench)/" },
    },
    {
      name: "render-reads-the-scene",
      comment: "what is drawn comes through client/game/scene.ts, so that a replay can be drawn like a live match",
      severity: "error",
      from: { path: "^client/game/(render|audio)/" },
      to: { path: "^client/(ui/|game/(net|predict|input)/|game/session\\.ts)" },
    },
    {
      name: "replication-knows-no-game",
      severity: "error",
      from: { path: "^server/replication/" },
      to: { path: "^(server/(match|rooms)|shared/(sim|content|bots))/" },
    },
    {
      name: "match-knows-no-colyseus",
      comment: "Colyseus ends in the room",
      severity: "error",
      from: { path: "^server/(match|replication|operations)/" },
      to: { path: "node_modules/@colyseus/(core|ws-transport)/" },
    },
    {
      name: "production-needs-no-development-package",
      comment: "the image is installed without them; the client is bundled and may use them",
      severity: "error",
      from: { path: "^(server|shared)/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    ...upward,
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js"], exportsFields: ["exports"], conditionNames: ["import", "module-sync", "types", "default"] },
  },
};
