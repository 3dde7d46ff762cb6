// The visitor's session with the server, and what is kept in the browser to come back with: the token and what was not sent yet.

import { words } from "./words";

export interface PreChatField {
  name: string;
  label: string;
  type: "text" | "email" | "phone";
  required: boolean;
}

export interface Session {
  token: string;
  expiresAt: string;
  position: number;
  title: string;
  color: string | null;
  greeting: string | null;
  greetingAfterSeconds: number | null;
  preChatFields: PreChatField[];
  attachments: boolean;
  hours: { open: boolean; text: string | null; opensAt: string | null; agentAnswers: boolean };
}

/** A file the server has, to be part of a message. */
export interface SentFile {
  id: string;
  name: string;
}

/** A message that the server has not confirmed. */
export interface Pending {
  id: string;
  text: string;
  fields: Record<string, string> | null;
  /** Missing in what an earlier release kept. */
  files?: SentFile[];
  at: number;
}

/** The server will not have this page or account; asking again does not help. */
export class TurnedAway extends Error {}

export class Place {
  constructor(readonly server: string, readonly account: string) {}

  get hub(): string {
    return `${this.server.replace(/^http/, "ws")}/chat`;
  }

  /** The whole address of something the server names. */
  at(path: string | null): string | null {
    return path === null ? null : this.server + path;
  }

  async open(token: string | null): Promise<Session> {
    const answer = await fetch(`${this.server}/api/v1/chat/sessions?account=${encodeURIComponent(this.account)}`, {
      method: "POST",
      mode: "cors",
      credentials: "omit",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ account: this.account, token }),
    });
    if (answer.status === 403 || answer.status === 404 || answer.status === 422) throw new TurnedAway();
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()) as Session;
  }

  /** Brings a file and says its id; the same key brings the same file once. What is refused says why. */
  upload(token: string, file: File, key: string, progress: (part: number) => void, stop: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      // Only this kind of request tells how far it is.
      const request = new XMLHttpRequest();
      request.open("POST", `${this.server}/api/v1/chat/uploads?account=${encodeURIComponent(this.account)}`);
      request.setRequestHeader("authorization", `Bearer ${token}`);
      request.setRequestHeader("idempotency-key", key);
      request.upload.onprogress = told => told.lengthComputable && progress(told.loaded / told.total);
      request.onload = () => {
        const answer = read(request.responseText);
        if (request.status === 201 && answer.id) resolve(answer.id);
        else if (request.status === 429) reject(new Error(words.tooFast));
        else reject(new Error(answer.errors?.body?.[0] ?? answer.detail ?? ""));
      };
      request.onerror = () => reject(new NotReached());
      request.onabort = () => reject(new Error());
      stop.addEventListener("abort", () => request.abort());
      // In a form, since its name may be somebody's and addresses are written down on the way.
      const form = new FormData();
      form.append("file", file, file.name.slice(-150) || "file");
      request.send(form);
    });
  }
}

/** No answer came: the network, or a token that is not taken any more, which a browser does not say. */
export class NotReached extends Error {}

function read(text: string): { id?: string; detail?: string; errors?: { body?: string[] } } {
  try {
    return JSON.parse(text) as { id?: string };
  } catch {
    return {};
  }
}

/** What outlives the page. A browser that keeps nothing has a chat all the same; it only does not come back. */
export class Memory {
  private readonly prefix: string;
  private readonly own = new Map<string, string>();

  constructor(account: string) {
    this.prefix = `athera-chat:${account}:`;
  }

  get token(): string | null {
    return this.read("token");
  }

  set token(value: string | null) {
    this.write("token", value);
  }

  get introduced(): boolean {
    return this.read("introduced") !== null;
  }

  set introduced(value: boolean) {
    this.write("introduced", value ? "1" : null);
  }

  get greeted(): boolean {
    return this.read("greeted") !== null;
  }

  set greeted(value: boolean) {
    this.write("greeted", value ? "1" : null);
  }

  get pending(): Pending[] {
    const start = `${this.prefix}pending:`;
    const kept: Pending[] = [];
    for (const [key, value] of this.entries())
      if (key.startsWith(start)) {
        try {
          kept.push(JSON.parse(value) as Pending);
        } catch {
          this.write(key.slice(this.prefix.length), null);
        }
      }
    return kept.sort((one, other) => one.at - other.at);
  }

  keep(message: Pending): void {
    this.write(`pending:${message.id}`, JSON.stringify(message));
  }

  drop(id: string): void {
    this.write(`pending:${id}`, null);
  }

  /** Another page of the same site began a chat. */
  onToken(heard: (token: string) => void): void {
    window.addEventListener("storage", event => {
      if (event.key === `${this.prefix}token` && event.newValue) heard(event.newValue);
    });
  }

  private entries(): [string, string][] {
    try {
      return Object.keys(localStorage).map(key => [key, localStorage.getItem(key) ?? ""]);
    } catch {
      return [...this.own];
    }
  }

  private read(name: string): string | null {
    try {
      return localStorage.getItem(this.prefix + name);
    } catch {
      return this.own.get(this.prefix + name) ?? null;
    }
  }

  private write(name: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(this.prefix + name);
      else localStorage.setItem(this.prefix + name, value);
    } catch {
      if (value === null) this.own.delete(this.prefix + name);
      else this.own.set(this.prefix + name, value);
    }
  }
}
