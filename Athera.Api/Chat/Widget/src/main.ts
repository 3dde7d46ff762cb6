// <script src="https://athera.example/chat.js?account=..." async></script> is all a page needs.

import { Chat } from "./chat";
import { Memory, Place, TurnedAway } from "./session";
import { View } from "./view";

const FirstPause = 5_000;
const LongestPause = 300_000;

function begin(script: HTMLScriptElement): void {
  const source = new URL(script.src);
  const account = script.dataset.account ?? source.searchParams.get("account");
  if (!account) {
    console.warn("Athera chat: the script's address names no account.");
    return;
  }
  const memory = new Memory(account);
  const place = new Place(source.origin + source.pathname.replace(/\/[^/]*$/, ""), account);
  const view: View = new View({
    open: () => chat.connect(),
    say: (text, fields, files) => chat.say(text, fields, files),
    bring: (file, progress, stop) => chat.bring(file, progress, stop),
    find: (message, index) => chat.find(message, index),
    typing: () => chat.typing(),
    look: () => chat.look(),
    greeted: () => {
      memory.greeted = true;
    },
  });
  const chat: Chat = new Chat(place, memory, view);
  let pause = FirstPause;
  const start = () =>
    chat.start().then(
      session => view.present(session, memory.introduced, memory.greeted),
      failure => {
        if (failure instanceof TurnedAway) {
          console.warn("Athera chat: the server does not offer this account's chat to this page.");
          return;
        }
        window.setTimeout(start, pause);
        pause = Math.min(pause * 2, LongestPause);
      });
  void start();
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  if (document.body) begin(script);
  else document.addEventListener("DOMContentLoaded", () => begin(script));
}
