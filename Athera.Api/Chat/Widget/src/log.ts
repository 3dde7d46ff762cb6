// The messages as they are shown, in order; those on their way stand below them.

import type { Message } from "./chat";
import { el } from "./dom";
import { textNodes } from "./links";
import type { Pending } from "./session";
import { language, words } from "./words";

export class Log {
  readonly element = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.log, tabindex: "0" });

  private readonly typingSign = el(
    "div", { class: "typing", hidden: true }, el("span", { class: "hidden" }, words.typing), el("i"), el("i"), el("i"));
  private readonly own = new Map<string, HTMLElement>();
  private lastAuthor = "";
  private lastDay = "";
  private typingUntil = 0;

  constructor() {
    this.element.append(this.typingSign);
  }

  show(message: Message): void {
    if (message.clientMessageId) {
      this.own.get(message.clientMessageId)?.remove();
      this.own.delete(message.clientMessageId);
    }
    const end = this.own.values().next().value ?? this.typingSign;
    const day = new Date(message.at).toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long" });
    if (day !== this.lastDay) {
      this.lastDay = day;
      this.lastAuthor = "";
      end.before(el("div", { class: "day" }, day));
    }
    if (message.author !== "visitor") this.typing(false);
    end.before(this.line(message));
    this.down();
  }

  pending(message: Pending, problem: string | null): void {
    let line = this.own.get(message.id);
    if (!line) {
      line = el("div", { class: "line", "data-author": "visitor" }, el("div", { class: "bubble" }, ...textNodes(message.text)), el("div", { class: "foot" }));
      this.own.set(message.id, line);
      this.typingSign.before(line);
    }
    line.dataset.state = problem === null ? "sending" : "failed";
    line.lastElementChild!.textContent = problem === null ? words.sending : `${words.notSent}. ${problem}`;
    this.down();
  }

  settled(id: string): void {
    const line = this.own.get(id);
    if (!line || line.dataset.state === "failed") return;
    delete line.dataset.state;
    line.lastElementChild!.textContent = "";
  }

  clear(): void {
    this.element.replaceChildren(this.typingSign);
    this.own.clear();
    this.lastAuthor = this.lastDay = "";
  }

  greet(text: string): void {
    this.typingSign.before(el("div", { class: "line", "data-author": "person" }, el("div", { class: "bubble" }, ...textNodes(text))));
  }

  say(text: string): void {
    this.typingSign.before(el("div", { class: "day" }, text));
    this.down();
  }

  typing(on: boolean): void {
    this.typingSign.hidden = !on;
    if (!on) return;
    this.down();
    // Who stops without a word is not waited for.
    const until = (this.typingUntil = Date.now() + 45_000);
    window.setTimeout(() => {
      if (this.typingUntil === until) this.typingSign.hidden = true;
    }, 45_000);
  }

  down(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  private line(message: Message): HTMLElement {
    const line = el("div", { class: "line", "data-author": message.author });
    const name = message.author === "visitor" ? words.you : message.author === "agent" ? words.ai : words.team;
    const first = message.author !== this.lastAuthor;
    this.lastAuthor = message.author;
    line.append(el("div", { class: first && message.author !== "visitor" ? "who" : "hidden" }, name));
    const bubble = el("div", { class: "bubble" }, ...textNodes(message.text ?? ""));
    for (const file of message.files)
      bubble.append(el("span", { class: "file" }, file.name ?? (file.kind === "image" ? words.image : words.attachment)));
    line.append(bubble);
    const time = new Date(message.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    line.title = time;
    return line;
  }
}
