// Citations of an entry {key, words, digits, relation, url}; `base` is the address of the site.

export async function citations({ key, words, digits, relation, url }, base) {
  const site = document.querySelector('meta[property="og:site_name"]')?.content ?? new URL(base).host;
  const accessed = new Date().toISOString().slice(0, 10);
  return [
    { format: "text", name: "Text", text: `${key}, ${words} ${relation} ${digits}. ${site}. ${url} (accessed ${accessed})` },
    { format: "markdown", name: "Markdown", text: `[${key}](${url}): ${words} ${relation} ${digits} (accessed ${accessed})` },
  ];
}
