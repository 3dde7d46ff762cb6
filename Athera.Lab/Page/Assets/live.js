import { eventsOf } from "./api.js";

// One stream for the whole page. It is opened anew when other phones are shown; the browser itself reconnects after a loss
// and names the last version it saw, so nothing is missed and nothing comes twice.
export class Live {
  #source;
  #version = 0;

  constructor(onChanges, onState) {
    this.onChanges = onChanges;
    this.onState = onState;
  }

  watch(phones) {
    this.#source?.close();
    this.#version = 0;
    this.#source = new EventSource(eventsOf(phones));
    this.#source.addEventListener("open", () => this.onState("live"));
    this.#source.addEventListener("error", () => this.onState("reconnecting"));
    this.#source.addEventListener("message", event => this.#take(JSON.parse(event.data)));
  }

  #take(changes) {
    // The lab's memory is gone after a restart of the product, and so are the phones shown here.
    if (changes.version < this.#version) return location.reload();
    this.#version = changes.version;
    this.onChanges(changes);
  }
}
