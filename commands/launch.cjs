// Runs one of the commands beside it: `node commands/launch.cjs <command> [arguments]`. Plain JavaScript in the oldest
// dialect that matters, so that a Node that is too old for the project gets as far as saying so.
const OLDEST = [22, 18];

const version = process.versions.node.split(".").map(Number);
if (version[0] < OLDEST[0] || (version[0] === OLDEST[0] && version[1] < OLDEST[1])) {
  console.error(
    "Strafe needs Node " +
      OLDEST.join(".") +
      " or newer; this is Node " +
      process.versions.node +
      ".\n" +
      'npm ci brings a fitting Node along (the package "node"), unless install scripts are switched off:\n' +
      "run `npm ci --ignore-scripts=false`, or install a newer Node from https://nodejs.org.",
  );
  process.exit(1);
}

const command = process.argv[2];
if (!/^[a-z-]+$/.test(command || "")) {
  console.error("Usage: node commands/launch.cjs <command> [arguments]");
  process.exit(1);
}
process.argv.splice(1, 2, require("node:path").join(__dirname, `${command}.ts`));
import(require("node:url").pathToFileURL(process.argv[1]).href).catch((error) => {
  console.error(error);
  process.exit(1);
});
