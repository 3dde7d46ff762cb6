import { showTick } from "./ticks.js";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

function part(tag, className, parent) {
  const element = document.createElement(tag);
  element.className = className;
  parent.append(element);
  return element;
}

// What people wrote only ever enters the page as text.
export function newBubble(message) {
  const item = document.createElement("li");
  item.className = `bubble ${message.isMine ? "is-mine" : "is-theirs"}`;
  part("span", "hidden", item).textContent = message.isMine ? "You: " : "Business: ";
  part("p", "bubble-text", item).textContent = message.text;
  const foot = part("p", "bubble-foot", item);
  part("span", "bubble-note", foot);
  part("time", "bubble-time", foot).textContent = clock.format(new Date(message.at));
  part("span", "tick", foot);
  updateBubble(item, message);
  return item;
}

export function updateBubble(item, message) {
  const note = item.querySelector(".bubble-note");
  note.textContent = message.note ?? "";
  note.hidden = !message.note;
  showTick(item.querySelector(".tick"), message);
}
