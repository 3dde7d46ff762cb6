// The lab's own requests. The customer's number travels in bodies only.
const root = new URL("../api/", import.meta.url);

async function ask(path, options) {
  const response = await fetch(new URL(path, root), options);
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? `The lab answered ${response.status}.`);
}

const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json", "X-Lab": "page" }, body: JSON.stringify(body) });

export const listPhones = () => ask("phones");
export const newPhone = () => post("phones", {});
export const write = (phone, channel, text, copies) => post(`phones/${phone}/messages`, { channel, text, copies });
export const listTroubles = () => ask("troubles");
export const armTrouble = key => post(`troubles/${key}`, {});
export const clearTroubles = () => ask("troubles", { method: "DELETE" });

export function eventsOf(phones) {
  const url = new URL("events", root);
  for (const phone of phones) url.searchParams.append("phone", phone);
  return url;
}
