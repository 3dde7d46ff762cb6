// Files of messages as they are shown. What is here is asked for by links that work for minutes only, so one is asked for when needed.

import { el } from "./dom";
import { words } from "./words";

export interface ShownFile {
  index: number;
  kind: string;
  name: string | null;
}

export interface FileLink {
  state: "pending" | "stored" | "failed" | "removed";
  url: string | null;
  thumbnailUrl: string | null;
}

/** Asks for a file of a message; null while nobody can say. */
export type Find = (message: number, index: number) => Promise<FileLink | null>;

const LinkLasts = 4 * 60_000;
const AskAgain = 2_000;
const MostAsked = 8;
const LongestSide = 320;

/** A file that is saved or opened when it is chosen; a picture is shown, around which `hold` keeps the view. */
export function fileOf(message: number, file: ShownFile, find: Find, hold: () => () => void): HTMLElement {
  const name = file.name ?? (file.kind === "image" ? words.image : words.attachment);
  const link = el("a", { class: "file", href: "#", target: "_blank", rel: "noopener noreferrer" }, el("span", {}, name));
  let known = 0;
  const take = (found: FileLink | null): boolean => {
    if (!found?.url) return false;
    link.href = found.url;
    known = Date.now();
    return true;
  };
  link.addEventListener("click", event => {
    if (Date.now() - known < LinkLasts) return;
    event.preventDefault();
    void find(message, file.index).then(found => {
      if (take(found)) link.click();
    });
  });
  if (file.kind === "image") void preview(link, name, () => find(message, file.index), take, hold);
  return link;
}

// What has just been sent is on its way into the store for a moment.
async function preview(
  link: HTMLElement, name: string, find: () => Promise<FileLink | null>, take: (found: FileLink) => boolean, hold: () => () => void,
): Promise<void> {
  for (let asked = 0; asked < MostAsked; asked++) {
    const found = await find();
    if (found && take(found)) {
      const picture = await bring(found.thumbnailUrl ?? found.url!, name);
      if (!picture) return;
      const held = hold();
      link.prepend(picture);
      held();
      return;
    }
    if (found && found.state !== "pending") return;
    await new Promise(resolve => window.setTimeout(resolve, AskAgain));
  }
}

async function bring(url: string, name: string): Promise<HTMLCanvasElement | null> {
  try {
    const answer = await fetch(url, { mode: "cors", credentials: "omit" });
    return answer.ok ? await pictureOf(await answer.blob(), name) : null;
  } catch {
    return null;
  }
}

/** A picture from its bytes, on a canvas: so the page's content policy need not allow pictures from anywhere. */
export async function pictureOf(bytes: Blob, name: string): Promise<HTMLCanvasElement | null> {
  try {
    const bitmap = await createImageBitmap(bytes);
    const scale = Math.min(1, LongestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = el("canvas", { class: "picture", role: "img", "aria-label": name });
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return canvas;
  } catch {
    return null;
  }
}
