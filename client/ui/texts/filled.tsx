import { Fragment, type ReactNode } from "react";

/** A sentence in which elements stand: each `{name}` of `text` becomes the element of that name, wherever the language puts it. */
export function Filled({ text, with: elements }: { text: string; with: Readonly<Record<string, ReactNode>> }) {
  return text.split(/\{(\w+)\}/).map((part, index) => (
    // Parts never change places: the same sentence is split the same way. Every second one is a name.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{index % 2 === 0 ? part : elements[part]}</Fragment>
  ));
}
