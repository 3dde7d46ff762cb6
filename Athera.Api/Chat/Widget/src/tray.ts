// Files on their way: each goes to the server as soon as it is chosen, and into the message that is sent next.

import { el } from "./dom";
import { pictureOf } from "./files";
import type { SentFile } from "./session";
import { words } from "./words";

/** Brings a file to the server and says its id there; a reason not to is shown. */
export type Bring = (file: File, progress: (part: number) => void, stop: AbortSignal) => Promise<string>;

const MaxFiles = 10;
const MaxBytes = 25 * 1024 * 1024;

interface Item {
  element: HTMLElement;
  stop: AbortController;
  sent: SentFile | null;
  failed: boolean;
}

export class Tray {
  readonly element = el("div", { class: "tray", role: "list", "aria-label": words.attachment, hidden: true });

  private readonly items = new Set<Item>();

  constructor(private readonly bring: Bring, private readonly changed: () => void) {}

  /** Whether there is something to send, and nothing that is still under way. */
  get state(): "empty" | "busy" | "ready" {
    const wanted = [...this.items].filter(item => !item.failed);
    return wanted.length === 0 ? "empty" : wanted.every(item => item.sent) ? "ready" : "busy";
  }

  add(files: Iterable<File>): void {
    for (const file of files) this.begin(file);
    this.update();
  }

  /** What has been brought; the tray is empty then. */
  take(): SentFile[] {
    const taken = [...this.items].map(item => item.sent).filter(sent => sent !== null);
    for (const item of [...this.items]) this.drop(item);
    return taken;
  }

  private begin(file: File): void {
    const bar = el("progress", { max: "1", value: "0", "aria-label": words.uploading });
    const told = el("span", { class: "told", role: "status" });
    const remove = el("button", { class: "remove", type: "button", "aria-label": `${words.remove}: ${file.name}` }, "×");
    const element = el("div", { class: "item", role: "listitem" }, el("span", { class: "name" }, file.name), bar, told, remove);
    const item: Item = { element, stop: new AbortController(), sent: null, failed: false };
    const fail = (why: string) => {
      item.failed = true;
      element.dataset.state = "failed";
      bar.hidden = true;
      told.textContent = why;
      this.update();
    };
    remove.addEventListener("click", () => this.drop(item));
    const room = this.count < MaxFiles;
    this.items.add(item);
    this.element.append(element);
    if (!room) return fail(words.tooMany);
    if (file.size > MaxBytes) return fail(words.tooLarge);
    if (file.type.startsWith("image/"))
      void pictureOf(file, file.name).then(picture => picture && element.prepend(picture));
    this.bring(file, part => (bar.value = part), item.stop.signal).then(
      id => {
        item.sent = { id, name: file.name };
        bar.hidden = true;
        element.dataset.state = "ready";
        this.update();
      },
      failure => {
        if (!item.stop.signal.aborted) fail((failure as Error).message || words.notUploaded);
      });
  }

  private get count(): number {
    return [...this.items].filter(item => !item.failed).length;
  }

  private drop(item: Item): void {
    item.stop.abort();
    this.items.delete(item);
    item.element.remove();
    this.update();
  }

  private update(): void {
    this.element.hidden = this.items.size === 0;
    this.changed();
  }
}
