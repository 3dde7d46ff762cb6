// A message's way, as people know it from their phones. Never by colour alone: each has a label to read.
const mine = {
  accepted: ["◷", "on its way"],
  sent: ["✓", "with the provider"],
  delivered: ["✓✓", "taken by the business"],
  read: ["✓✓", "read by the business"],
  failed: ["!", "failed"],
};
const theirs = {
  accepted: ["◷", "taken by the provider"],
  sent: ["✓", "told as sent"],
  delivered: ["✓✓", "told as delivered"],
  read: ["✓✓", "told as read"],
  failed: ["!", "told as failed"],
};

export function showTick(element, message) {
  const [sign, words] = (message.isMine ? mine : theirs)[message.state] ?? ["", message.state];
  element.textContent = sign;
  element.className = `tick is-${message.state}`;
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", words);
  element.title = words;
}
