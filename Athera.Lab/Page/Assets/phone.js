import { write } from "./api.js";
import { newBubble, updateBubble } from "./bubble.js";

const template = document.getElementById("phone-template");
const apps = ["whatsApp", "sms"];
let made = 0;

// One phone on the bench: which customer holds it, which app is open, and the messages of both.
export class Phone {
  #bubbles = new Map();
  #unread = { whatsApp: 0, sms: 0 };
  #typingEnds;

  constructor(view, { onClose, onSwitch, copies }) {
    this.element = template.content.cloneNode(true).firstElementChild;
    this.copies = copies;
    this.#prepare(++made);
    this.#find(".phone-close").addEventListener("click", () => onClose(this));
    this.#find(".customer").addEventListener("change", event => onSwitch(this, event.target.value));
    this.#find(".composer").addEventListener("submit", event => { event.preventDefault(); this.#send(); });
    this.#find(".text").addEventListener("keydown", event => this.#onKey(event));
    for (const radio of this.#radios()) radio.addEventListener("change", () => this.open(radio.value));
    this.hold(view);
  }

  // Gives the phone to a customer; the messages come with the next changes.
  hold(view) {
    this.view = view;
    this.#bubbles.clear();
    this.#find(".bubbles").replaceChildren();
    this.#find(".face").textContent = view.name.split(/\s+/).map(word => word[0]).slice(0, 2).join("");
    this.#find(".phone-number").textContent = view.number;
    this.#unread = { whatsApp: 0, sms: 0 };
    this.open(this.app ?? "whatsApp");
  }

  open(app) {
    this.app = app;
    this.element.dataset.app = app;
    this.#unread[app] = 0;
    for (const radio of this.#radios()) radio.checked = radio.value === app;
    for (const { message, item } of this.#bubbles.values()) item.hidden = message.channel !== app;
    this.#showEmpty();
    this.#showBadges();
    this.#toEnd();
  }

  offer(views) {
    const select = this.#find(".customer");
    select.replaceChildren(...views.map(view => new Option(view.name, view.id)));
    select.value = this.view.id;
  }

  limit(channels) {
    for (const radio of this.#radios()) radio.disabled = !channels[radio.value];
    const firstOpen = apps.find(app => channels[app]);
    if (firstOpen && !channels[this.app]) this.open(firstOpen);
    if (!firstOpen) this.#showFault("No channel is connected to the lab yet.");
  }

  take(messages) {
    const wasAtEnd = this.#isAtEnd();
    for (const message of messages) this.#put(message);
    this.#showEmpty();
    this.#showBadges();
    if (wasAtEnd) this.#toEnd();
  }

  showTyping(until) {
    clearTimeout(this.#typingEnds);
    const left = until ? new Date(until) - Date.now() : 0;
    this.#find(".typing").hidden = left <= 0;
    if (left > 0) this.#typingEnds = setTimeout(() => this.showTyping(null), left);
    if (left > 0) this.#toEnd();
  }

  focus() {
    this.#find(".text").focus();
  }

  #put(message) {
    const known = this.#bubbles.get(message.id);
    if (known) {
      known.message = message;
      return updateBubble(known.item, message);
    }
    const item = newBubble(message);
    item.hidden = message.channel !== this.app;
    if (item.hidden && !message.isMine) this.#unread[message.channel]++;
    this.#bubbles.set(message.id, { message, item });
    this.#find(".bubbles").append(item);
  }

  async #send() {
    const box = this.#find(".text");
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    try {
      await write(this.view.id, this.app, text, this.copies());
      this.#showFault("");
      this.#toEnd();
    } catch (fault) {
      if (!box.value) box.value = text;
      this.#showFault(fault.message);
    }
  }

  #onKey(event) {
    // Enter inside an input method chooses a word, it does not send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #prepare(number) {
    for (const label of this.element.querySelectorAll("[data-for]")) {
      const field = this.#find(`.${label.dataset.for}`);
      field.id = `${label.dataset.for}-${number}`;
      label.htmlFor = field.id;
    }
    for (const radio of this.#radios()) radio.name = `app-${number}`;
  }

  #showFault(words) {
    const fault = this.#find(".fault");
    fault.textContent = words;
    fault.hidden = !words;
  }

  #showEmpty() {
    const isEmpty = ![...this.#bubbles.values()].some(({ message }) => message.channel === this.app);
    const empty = this.#find(".thread-empty");
    empty.hidden = !isEmpty;
    empty.textContent = this.app === "sms" ? "No texts yet." : "No messages yet. Say hello.";
  }

  #showBadges() {
    for (const radio of this.#radios()) {
      const badge = radio.parentElement.querySelector(".badge");
      badge.textContent = this.#unread[radio.value];
      badge.hidden = this.#unread[radio.value] === 0;
    }
  }

  #isAtEnd() {
    const thread = this.#find(".thread");
    return thread.scrollHeight - thread.scrollTop - thread.clientHeight < 60;
  }

  #toEnd() {
    const thread = this.#find(".thread");
    thread.scrollTop = thread.scrollHeight;
  }

  #radios() {
    return this.element.querySelectorAll(".apps input");
  }

  #find(selector) {
    return this.element.querySelector(selector);
  }
}
