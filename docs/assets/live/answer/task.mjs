// The name of a task: its page, the heading it stands under, and the key of the number that it asks for.
import { ROOT } from "../../entry.mjs";

export const pathOf = ({ href }) =>
  href
    .slice(ROOT.href.length)
    .replace(/[?#].*$/, "")
    .replace(/index\.html$/, "");

export const taskOf = (box, key) => `${pathOf(location)}#${headingOf(box)?.id ?? ""}:${key}`;

// The title of the task, as its heading has it.
export const titleOf = (box) => headingOf(box)?.textContent.replace("¶", "").trim() ?? "";

function headingOf(box) {
  const headings = [...box.closest("article").querySelectorAll(":is(h1, h2, h3)[id]")];
  return headings.findLast((heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
}
