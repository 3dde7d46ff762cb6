// The messages as they are shown, in order; those on their way stand below them.

import type { Change, Message } from "./chat";
import { el } from "./dom";
import { fileOf, type Find } from "./files";
import { textNodes } from "./links";
import type { Pending } from "./session";
import { language, words } from "./words";

export class Log {
  readonly element = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.log, tabindex: "0" });

  private readonly typingSign = el(
    "div", { class: "typing", hidden: true }, el("span", { class: "hidden" }, words.typing), el("i"), el("i"), el("i"));
  private readonly own = new Map<string, HTMLElement>();
  private readonly shown = new Map<number, { bubble: HTMLElement; foot: HTMLElement; message: Message }>();
  private lastAuthor = "";
  private lastDay = "";
  private typingUntil = 0;

  constructor(private readonly find: Find) {
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

  /** Says what a message says now; one that is not shown is not asked for. */
  change(change: Change): void {
    const shown = this.shown.get(change.id);
    if (!shown) return;
    shown.message = { ...shown.message, ...change, files: change.removed ? [] : shown.message.files };
    this.fill(shown.bubble, shown.foot, shown.message);
  }

  pending(message: Pending, problem: string | null): void {
    let line = this.own.get(message.id);
    if (!line) {
      line = el("div", { class: "line", "data-author": "visitor" },
        el("div", { class: "bubble" }, ...textNodes(message.text), ...(message.files ?? []).map(file => el("span", { class: "file" }, file.name))),
        el("div", { class: "foot" }));
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
    this.shown.clear();
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

  // A picture that comes later must not push what is being read out of sight.
  private keepDown(): () => void {
    const below = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight;
    return () => below < 60 && this.down();
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
    const [bubble, foot] = [el("div", { class: "bubble" }), el("div", { class: "foot" })];
    this.fill(bubble, foot, message);
    this.shown.set(message.id, { bubble, foot, message });
    line.append(bubble, foot);
    const time = new Date(message.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    line.title = time;
    return line;
  }

  private fill(bubble: HTMLElement, foot: HTMLElement, message: Message): void {
    bubble.classList.toggle("removed", message.removed === true);
    if (message.removed) bubble.replaceChildren(words.removed);
    else
      bubble.replaceChildren(
        ...textNodes(message.text ?? ""), ...message.files.map(file => fileOf(message.id, file, this.find, () => this.keepDown())));
    foot.textContent = message.editedAt && !message.removed ? words.edited : "";
  }
}
