import { listPhones, newPhone } from "./api.js";
import { Live } from "./live.js";
import { Phone } from "./phone.js";
import { startTroubles } from "./troubles.js";
import { showWire } from "./wire.js";

const mostShown = 2;
const remembered = "lab-phones";
const bench = document.getElementById("phones");
const connection = document.getElementById("connection");
const copies = document.getElementById("copies");

const views = new Map();
let shown = [];
let channels = {};
const live = new Live(onChanges, state => {
  connection.textContent = state;
  connection.dataset.state = state;
});

function onChanges(changes) {
  for (const view of changes.phones) views.set(view.id, view);
  if (changes.phones.length) for (const phone of shown) phone.offer([...views.values()]);
  for (const phone of shown) {
    phone.take(changes.messages.filter(message => message.phone === phone.view.id));
    const view = changes.phones.find(each => each.id === phone.view.id);
    if (view) phone.showTyping(view.typingUntil);
  }
  showWire(changes.wire, id => views.get(id)?.name);
}

function put(view) {
  const phone = new Phone(view, { onClose: putAway, onSwitch: pass, copies: () => copies.checked ? 3 : 1 });
  shown.push(phone);
  bench.append(phone.element);
  while (shown.length > mostShown) shown.shift().element.remove();
  return phone;
}

function putAway(phone) {
  if (shown.length === 1) return;
  shown = shown.filter(each => each !== phone);
  phone.element.remove();
  watch();
}

function pass(phone, id) {
  phone.hold(views.get(id));
  watch();
}

// The phones on the bench survive a reload of the page, like the messages on them.
function watch() {
  sessionStorage.setItem(remembered, JSON.stringify(shown.map(phone => phone.view.id)));
  for (const phone of shown) {
    phone.offer([...views.values()]);
    phone.limit(channels);
  }
  bench.dataset.count = shown.length;
  live.watch(shown.map(phone => phone.view.id));
}

async function addCustomer() {
  const view = await newPhone();
  views.set(view.id, view);
  const phone = put(view);
  watch();
  phone.focus();
}

async function start() {
  const list = await listPhones();
  channels = list;
  for (const view of list.phones) views.set(view.id, view);
  const wanted = JSON.parse(sessionStorage.getItem(remembered) ?? "[]").filter(id => views.has(id));
  const ids = wanted.length ? wanted : list.phones.slice(-1).map(view => view.id);
  for (const id of ids) put(views.get(id));
  if (shown.length) watch();
  else await addCustomer();
}

document.getElementById("new-customer").addEventListener("click", () => addCustomer().catch(showFault));
function showFault(fault) {
  connection.textContent = fault.message;
  connection.dataset.state = "broken";
}
start().catch(showFault);
startTroubles().catch(showFault);
