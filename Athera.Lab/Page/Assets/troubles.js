import { armTrouble, clearTroubles, listTroubles } from "./api.js";

const names = { meta: "Meta", twilio: "Twilio", model: "The model" };
const select = document.getElementById("trouble");
const state = document.getElementById("trouble-state");

async function run(action, words) {
  try {
    await action();
    state.textContent = words;
  } catch (fault) {
    state.textContent = fault.message;
  }
}

export async function startTroubles() {
  const { troubles } = await listTroubles();
  for (const [provider, name] of Object.entries(names)) {
    const group = document.createElement("optgroup");
    group.label = name;
    const own = troubles.filter(trouble => trouble.provider === provider);
    group.append(...own.map(trouble => new Option(`${name} ${trouble.title}`, trouble.key)));
    select.append(group);
  }
  document.getElementById("trouble-form").addEventListener("submit", event => {
    event.preventDefault();
    run(() => armTrouble(select.value), "Armed.");
  });
  document.getElementById("trouble-clear").addEventListener("click", () => run(clearTroubles, "All well."));
}
