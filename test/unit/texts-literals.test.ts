import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { describe, expect, test } from "vitest";

const CLIENT = fileURLToPath(new URL("../../client", import.meta.url));
/** Pages for developers, no part of the build. */
const NOT_BUILT = /^(demo|stage)-main\.tsx$/;
/** The same in every language: the game's name, and units by their signs. */
const SIGNS = new Set(["STRAFE", "Strafe", "ms", "kB/s"]);
/** Attributes that are read out or shown. */
const READ = new Set(["aria-label", "aria-description", "aria-valuetext", "aria-roledescription", "title", "alt", "placeholder", "label", "text"]);

interface Found {
  line: number;
  text: string;
}

interface Node {
  type: string;
  start: number;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/**
 * Texts that stand in a source instead of in the catalogue: letters between JSX tags or in an attribute that is read, whatever
 * expression they come from, words drawn on a canvas, and anything in the sources that reads as a sentence.
 */
function literalsIn(file: string, source: string): Found[] {
  const found: Found[] = [];
  const note = (node: Node, text: string): void => {
    if (/\p{L}/u.test(text) && !SIGNS.has(text.trim())) found.push({ line: source.slice(0, node.start).split("\n").length, text: text.trim() });
  };
  const textOf = (node: Node): string | null => {
    if (node.type === "Literal" && typeof node.value === "string") return node.value;
    if (node.type === "TemplateElement" && typeof node.value === "object" && node.value !== null) return String(Reflect.get(node.value, "cooked"));
    return null;
  };
  // `shown`: what this expression yields is seen or read.
  const visit = (node: Node, shown: boolean): void => {
    const text = textOf(node);
    if (node.type === "JSXText") note(node, String(node.value));
    else if (text !== null && (shown || isSentence(text))) note(node, text);
    for (const [field, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visitChild(node, field, child, shown);
    }
  };
  const visitChild = (node: Node, field: string, child: Node, shown: boolean): void => {
    switch (node.type) {
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
        if (field !== "source") visit(child, false);
        return;
      case "TSLiteralType":
        return;
      case "NewExpression":
      case "CallExpression": {
        const callee = isNode(node.callee) ? source.slice(Number(node.callee.start), Number(node.callee.end)) : "";
        // For developers and logs.
        if (/^(\w*Error|console\.\w+)$/.test(callee)) return;
        visit(child, /\.(fillText|strokeText)$/.test(callee));
        return;
      }
      case "JSXAttribute": {
        const name = isNode(node.name) ? String(node.name.name) : "";
        if (field === "value") visitAttribute(child, READ.has(name));
        return;
      }
      case "JSXExpressionContainer":
        visit(child, true);
        return;
      case "JSXElement":
      case "JSXFragment":
        visit(child, false);
        return;
      case "ConditionalExpression":
        visit(child, field === "test" ? false : shown);
        return;
      case "BinaryExpression":
        visit(child, node.operator === "+" ? shown : false);
        return;
      case "LogicalExpression":
      case "TemplateLiteral":
      case "ParenthesizedExpression":
        visit(child, shown);
        return;
      default:
        visit(child, false);
    }
  };
  const visitAttribute = (value: Node, read: boolean): void => {
    if (value.type !== "JSXExpressionContainer") {
      if (read) visit(value, true);
      return;
    }
    if (isNode(value.expression)) visit(value.expression, read);
  };
  visit({ ...parseSync(file, source).program, type: "Program", start: 0 }, false);
  return found;
}

/** Two words or more, the first with a capital, or an end mark: nothing that a class name, a path or a font looks like. */
function isSentence(text: string): boolean {
  return /^\p{Lu}\p{Ll}*('\p{Ll}+)? \p{L}[\p{L} ',.:]*$/u.test(text.trim()) && !/^Segoe UI|^Helvetica/.test(text);
}

/** For who runs the service, in the language of their logs. */
const OPERATORS_PAGE = "admin/";

function sources(): string[] {
  return readdirSync(CLIENT, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("ui/texts/") && !file.startsWith(OPERATORS_PAGE) && !NOT_BUILT.test(file));
}

describe("texts outside the catalogue", () => {
  test("there are none in the page's sources", () => {
    const files = sources();
    expect(files.length).toBeGreaterThan(60);
    const found = files.flatMap((file) =>
      literalsIn(file, readFileSync(`${CLIENT}/${file}`, "utf8")).map(({ line, text }) => `client/${file}:${line} "${text}"`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ["between tags", "const a = <p>Hello there</p>;"],
    ["one word between tags", "const a = <b>kills</b>;"],
    ["in an expression between tags", 'const a = <b>{ready ? "Go" : go}</b>;'],
    ["after &&", 'const a = <b>{ready && "go"}</b>;'],
    ["in a template between tags", "const a = <b>{`$" + "{count} kills`}</b>;"],
    ["in an attribute that is read out", 'const a = <b aria-label="Health" />;'],
    ["in an expression of such an attribute", "const a = <b aria-label={`Health $" + "{x}`} />;"],
    ["in an own component's label", 'const a = <Toggle label="Shake" />;'],
    ["in a table of words", 'const WORDS = { a: "Connection lost" };'],
    ["on a canvas", 'pen.fillText("go", 1, 2);'],
  ])("are found %s", (_where, source) => {
    expect(literalsIn("probe.tsx", source)).toHaveLength(1);
  });

  test.each([
    ["class names", 'const a = <b className={on ? "slot slot-held" : "slot"} />;'],
    ["what is compared", 'const a = <b>{phase === "podium" && <i />}</b>;'],
    ["errors for developers", 'throw new Error("Nothing here is shown");'],
    ["handlers", 'const a = <b onClick={() => go("menu")}>{texts.menu}</b>;'],
    ["drawings", 'const a = <path d="M4 7H13M19" />;'],
    ["signs", "const a = <b>+{shield} ∞ –</b>;"],
  ])("are not seen in %s", (_what, source) => {
    expect(literalsIn("probe.tsx", source)).toEqual([]);
  });
});
