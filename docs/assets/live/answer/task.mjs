// The name of a task: its page, the heading it stands under, and the key of the number that it asks for.
import { ROOT } from "../../entry.mjs";

export const pathOf = ({ href }) =>
  href
    .slice(ROOT.href.length)
    .replace(/[?#].*$/, "")
    .replace(/index\.html$/, "");

export function taskOf(box, key) {
  const headings = [...box.closest("article").querySelectorAll(":is(h1, h2, h3)[id]")];
  const last = headings.findLast((heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
  return `${pathOf(location)}#${last?.id ?? ""}:${key}`;
}
