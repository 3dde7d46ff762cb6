// What the visitor sees: a button, and behind it the chat, in a shadow root that neither takes from nor gives to the page's styles.

import type { Change, Link, Message, Watcher } from "./chat";
import { contrast, el, icon } from "./dom";
import type { Find } from "./files";
import { Log } from "./log";
import type { Pending, PreChatField, SentFile, Session } from "./session";
import css from "./style.css";
import { type Bring, Tray } from "./tray";
import { language, words } from "./words";

/** What the visitor does. */
export interface Actions {
  open(): void;
  say(text: string, fields: Record<string, string> | null, files: SentFile[]): void;
  bring: Bring;
  find: Find;
  typing(): void;
  look(): void;
  greeted(): void;
}

export class View implements Watcher {
  private readonly host = document.createElement("athera-chat");
  private readonly log: Log;
  private readonly tray: Tray;
  private readonly badge = el("span", { class: "badge", hidden: true });
  private readonly launcher = el("button", { class: "launcher", type: "button", "aria-expanded": "false", "aria-label": words.open },
    icon("M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.7A8.4 8.4 0 1 1 21 11.5z", "M8.5 10h7", "M8.5 13.5h4.5"), this.badge);
  private readonly title = el("div", { class: "title", id: "title" });
  private readonly mark = el("div", { class: "mark", "aria-hidden": "true" });
  private readonly status = el("div", { class: "status", role: "status" });
  private readonly notice = el("div", { class: "notice", hidden: true });
  private readonly form = el("form", { class: "form", hidden: true });
  private readonly text = el("textarea", { class: "text", rows: "1", maxlength: "4096", "aria-label": words.write, placeholder: words.write });
  private readonly sendButton = el("button", { class: "send", type: "submit", "aria-label": words.send, disabled: true },
    icon("M3 20.5 21.5 12 3 3.5v6.6L15 12 3 13.9z"));
  private readonly clip = el("button", { class: "clip", type: "button", "aria-label": words.attach, hidden: true },
    icon("M20.5 11.5 12 20a5.7 5.7 0 0 1-8-8l9-9a3.8 3.8 0 0 1 5.4 5.4l-9 9a1.9 1.9 0 0 1-2.7-2.7l8.3-8.3"));
  private readonly picker = el("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-label": words.attach });
  private readonly composer = el("form", { class: "composer" }, this.clip, this.picker, this.text, this.sendButton);
  private readonly panel = el("section", { class: "panel", role: "dialog", "aria-labelledby": "title", hidden: true });
  private readonly greeting = el("div", { class: "greeting", role: "status", hidden: true });

  private session: Session | null = null;
  private state: Link = "idle";
  private unread = 0;
  private quiet = true;
  private fields: Record<string, string> | null = null;

  constructor(private readonly actions: Actions) {
    this.log = new Log(actions.find);
    this.tray = new Tray(actions.bring, () => this.grow());
    const root = this.host.attachShadow({ mode: "open" });
    // A constructed sheet is no inline style: the page's content policy may be as strict as it likes.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    const close = el("button", { class: "close", type: "button", "aria-label": words.close }, "×");
    this.panel.append(
      el("header", { class: "head" }, this.mark, el("div", { class: "head-text" }, this.title, this.status), close),
      this.notice, this.log.element, this.form, this.tray.element, this.composer);
    root.append(this.greeting, this.panel, this.launcher);
    this.launcher.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    close.addEventListener("click", () => this.close());
    this.panel.addEventListener("keydown", event => {
      if (event.key === "Escape") this.close();
      event.stopPropagation();
    });
    this.composer.addEventListener("submit", event => {
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("input", () => {
      this.grow();
      if (this.text.value) this.actions.typing();
    });
    this.clip.addEventListener("click", () => this.picker.click());
    this.picker.addEventListener("change", () => {
      this.tray.add(this.picker.files ?? []);
      this.picker.value = "";
      this.text.focus();
    });
    this.text.addEventListener("paste", event => {
      if (this.clip.hidden || !event.clipboardData?.files.length) return;
      event.preventDefault();
      this.tray.add(event.clipboardData.files);
    });
    document.addEventListener("visibilitychange", () => this.look());
  }

  get isOpen(): boolean {
    return !this.panel.hidden;
  }

  /** Puts the chat on the page. */
  present(session: Session, introduced: boolean, greeted: boolean): void {
    this.session = session;
    if (session.color) {
      this.host.style.setProperty("--tint", session.color);
      this.host.style.setProperty("--on-tint", contrast(session.color));
    }
    this.title.textContent = session.title;
    this.mark.textContent = [...session.title][0]?.toUpperCase() ?? "";
    this.clip.hidden = !session.attachments;
    const fresh = session.position === 0;
    if (fresh && session.preChatFields.length > 0 && !introduced) this.ask(session.preChatFields);
    if (session.greeting && fresh) this.greet(session.greeting, session.greetingAfterSeconds, greeted);
    this.announce();
    document.body.append(this.host);
    // What comes at once is what was there before; only from then on it is news.
    window.setTimeout(() => (this.quiet = false), 1500);
  }

  open(): void {
    if (this.isOpen) return;
    this.panel.hidden = false;
    this.greeting.hidden = true;
    this.launcher.setAttribute("aria-expanded", "true");
    this.launcher.setAttribute("aria-label", words.close);
    this.count(0);
    this.actions.greeted();
    this.actions.open();
    (this.form.hidden ? this.text : this.form.querySelector("input"))?.focus();
    this.log.down();
    this.look();
  }

  close(): void {
    this.panel.hidden = true;
    this.launcher.setAttribute("aria-expanded", "false");
    this.launcher.setAttribute("aria-label", words.open);
    this.launcher.focus();
  }

  link(state: Link): void {
    this.state = state;
    this.announce();
  }

  show(messages: Message[]): void {
    for (const message of messages) this.log.show(message);
    if (this.isOpen) this.look();
    else if (!this.quiet) this.count(this.unread + messages.filter(message => message.author !== "visitor").length);
  }

  change(changes: Change[]): void {
    for (const change of changes) this.log.change(change);
  }

  pending(message: Pending, problem: string | null): void {
    this.log.pending(message, problem);
  }

  settled(id: string): void {
    this.log.settled(id);
  }

  clear(): void {
    this.log.clear();
  }

  typing(on: boolean): void {
    this.log.typing(on);
  }

  resolved(): void {
    this.log.say(words.resolved);
  }

  private submit(): void {
    const text = this.text.value.trim();
    if (this.sendButton.disabled || !this.form.hidden) return;
    this.actions.say(text, this.fields, this.tray.take());
    this.fields = null;
    this.text.value = "";
    this.grow();
  }

  private look(): void {
    if (this.isOpen && document.visibilityState === "visible") this.actions.look();
  }

  private grow(): void {
    const files = this.tray.state;
    this.sendButton.disabled = files === "busy" || (files === "empty" && this.text.value.trim().length === 0);
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 2, 130)}px`;
  }

  private count(unread: number): void {
    this.unread = unread;
    this.badge.hidden = unread === 0;
    this.badge.replaceChildren(String(unread), el("span", { class: "hidden" }, ` ${words.unread}`));
  }

  private announce(): void {
    const hours = this.session?.hours;
    const off = this.state === "offline" || this.state === "closed";
    this.status.dataset.state = off ? "off" : hours?.open === false ? "away" : "on";
    this.status.textContent =
      this.state === "closed" ? words.closed : this.state === "offline" ? words.connecting : hours?.open === false ? words.away : words.online;
    const opens = hours?.opensAt
      ? `${words.opens} ${new Date(hours.opensAt).toLocaleString(language, { weekday: "long", hour: "2-digit", minute: "2-digit" })}`
      : "";
    const told = this.state === "offline" ? words.offline : hours?.open === false ? [hours.text, opens].filter(Boolean).join("\n") : "";
    this.notice.textContent = told;
    this.notice.hidden = told === "";
    this.text.disabled = this.clip.disabled = this.state === "closed";
  }

  private ask(asked: PreChatField[]): void {
    const inputs = asked.map(field => {
      const input = el("input", {
        name: field.name, type: field.type === "phone" ? "tel" : field.type, maxlength: "200", required: field.required,
        autocomplete: field.name === "name" ? "name" : field.type === "email" ? "email" : field.type === "phone" ? "tel" : "off",
      });
      return [input, el("label", {}, `${field.label}${field.required ? ` (${words.required})` : ""}`, input)] as const;
    });
    this.form.append(
      el("h2", {}, words.introduce), ...inputs.map(([, label]) => label), el("button", { class: "begin", type: "submit" }, words.begin));
    this.form.addEventListener("submit", event => {
      event.preventDefault();
      const entered = inputs.map(([input]) => [input.name, input.value.trim()] as const).filter(([, value]) => value);
      this.fields = entered.length > 0 ? Object.fromEntries(entered) : null;
      this.switch(false);
      this.text.focus();
    });
    this.switch(true);
  }

  private switch(asking: boolean): void {
    this.form.hidden = !asking;
    this.log.element.hidden = this.composer.hidden = asking;
  }

  private greet(text: string, after: number | null, greeted: boolean): void {
    this.log.greet(text);
    if (after === null || greeted) return;
    const invitation = el("button", { class: "greeting-text", type: "button" }, text);
    const dismiss = el("button", { class: "greeting-close", type: "button", "aria-label": words.dismiss }, "×");
    this.greeting.append(invitation, dismiss);
    invitation.addEventListener("click", () => this.open());
    dismiss.addEventListener("click", () => {
      this.greeting.hidden = true;
      this.actions.greeted();
    });
    window.setTimeout(() => {
      if (!this.isOpen) this.greeting.hidden = false;
    }, after * 1000);
  }
}
