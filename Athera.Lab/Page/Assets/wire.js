const list = document.getElementById("wire");
const empty = document.getElementById("wire-empty");
const most = 300;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const names = { meta: "Meta", twilio: "Twilio", model: "Model" };

let last = 0;

function part(className, text, parent) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  parent.append(element);
}

function line(entry, nameOf) {
  const item = document.createElement("li");
  item.className = "wire-line";
  const isGood = entry.status >= 200 && entry.status < 300;
  part("wire-time", clock.format(new Date(entry.at)), item);
  part(`way ${entry.isWebhook ? "is-hook" : "is-call"}`, entry.isWebhook ? "webhook" : "call", item);
  part("wire-subject", `${names[entry.provider] ?? entry.provider} · ${entry.subject}`, item);
  part("wire-who", nameOf(entry.phone) ?? "", item);
  part("wire-try", entry.attempt > 1 ? `try ${entry.attempt}` : "", item);
  part("wire-took", `${Math.round(entry.milliseconds)} ms`, item);
  part(`wire-status ${isGood ? "is-good" : "is-bad"}`, entry.status ?? "no answer", item);
  return item;
}

// Newest on top, so that the log can be read without chasing it.
export function showWire(entries, nameOf) {
  for (const entry of entries) {
    if (entry.version <= last) continue;
    last = entry.version;
    list.prepend(line(entry, nameOf));
  }
  while (list.childElementCount > most) list.lastElementChild.remove();
  list.hidden = list.childElementCount === 0;
  empty.hidden = !list.hidden;
}
