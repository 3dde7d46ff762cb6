// Text as nodes: what somebody wrote is never read as HTML, and only web addresses become links.

const Address = /\bhttps?:\/\/[^\s<>"'`]+/gi;
const Closing = /[.,;:!?)\]}]+$/;

export function textNodes(text: string): Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const match of text.matchAll(Address)) {
    const shown = match[0].replace(Closing, "");
    const link = linkTo(shown);
    if (!link) continue;
    if (match.index > from) nodes.push(document.createTextNode(text.slice(from, match.index)));
    nodes.push(link);
    from = match.index + shown.length;
  }
  if (from < text.length) nodes.push(document.createTextNode(text.slice(from)));
  return nodes;
}

function linkTo(text: string): HTMLAnchorElement | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  const link = document.createElement("a");
  link.href = url.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
  link.textContent = text;
  return link;
}
