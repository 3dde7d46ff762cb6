// The chat without its looks: connects, comes back, sends each message once, and knows what was shown.

import type { FileLink, ShownFile } from "./files";
import { Hub, Lost, Refused } from "./hub";
import { Memory, NotReached, Pending, Place, SentFile, Session, TurnedAway } from "./session";

export interface Message {
  position: number;
  id: number;
  clientMessageId: string | null;
  author: "visitor" | "agent" | "person";
  kind: string;
  text: string | null;
  at: string;
  files: ShownFile[];
  editedAt: string | null;
  removed: boolean;
}

/** What a message says since it was changed, or that it was removed. */
export interface Change {
  id: number;
  text: string | null;
  editedAt: string | null;
  removed: boolean;
}

interface Batch {
  messages: Message[];
  changes: Change[];
  position: number;
}

export type Link = "idle" | "connecting" | "online" | "offline" | "closed";

/** What a view is told. */
export interface Watcher {
  link(state: Link): void;
  show(messages: Message[]): void;
  change(changes: Change[]): void;
  pending(message: Pending, problem: string | null): void;
  settled(id: string): void;
  clear(): void;
  typing(on: boolean): void;
  resolved(): void;
}

const FirstPause = 500;
const LongestPause = 30_000;
const TypingEvery = 3_000;

export class Chat {
  session: Session | null = null;

  private hub: Hub | null = null;
  private cursor: number | null = null;
  private readonly known = new Set<number>();
  private readonly unsent: Pending[] = [];
  private wanted = false;
  private connecting = false;
  private sending = false;
  private failures = 0;
  private retry = 0;
  private lastTyping = 0;
  private seen = 0;

  constructor(private readonly place: Place, private readonly memory: Memory, private readonly watcher: Watcher) {
    window.addEventListener("online", () => this.again(0));
    window.addEventListener("offline", () => this.hub?.close());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.again(0);
    });
    memory.onToken(token => {
      // Nothing was said here yet: this page joins the chat that began on the other.
      if (this.known.size === 0 && this.unsent.length === 0 && token !== this.session?.token && this.wanted) this.hub?.close();
    });
  }

  /** Asks what the chat looks like, and comes back to one that was begun. */
  async start(): Promise<Session> {
    this.session = await this.renew();
    for (const message of this.memory.pending) this.put(message);
    if (this.session.position > 0 || this.unsent.length > 0) this.connect();
    return this.session;
  }

  connect(): void {
    this.wanted = true;
    this.again(0);
  }

  say(text: string, fields: Record<string, string> | null, files: SentFile[]): void {
    const message = { id: newId(), text, fields, files, at: Date.now() };
    this.memory.keep(message);
    this.put(message);
    this.connect();
    void this.flush();
  }

  /** Brings a file to the server, which gives it an id. */
  async bring(file: File, progress: (part: number) => void, stop: AbortSignal): Promise<string> {
    const key = newId();
    try {
      return await this.place.upload((await this.current()).token, file, key, progress, stop);
    } catch (failure) {
      if (!(failure instanceof NotReached) || stop.aborted) throw failure;
      this.session = await this.renew();
      return await this.place.upload(this.session.token, file, key, progress, stop);
    }
  }

  /** Where a file of a message can be had for some minutes. */
  async find(message: number, index: number): Promise<FileLink | null> {
    try {
      const found = await this.hub?.invoke<FileLink>("File", message, index);
      return found ? { ...found, url: this.place.at(found.url), thumbnailUrl: this.place.at(found.thumbnailUrl) } : null;
    } catch {
      return null;
    }
  }

  /** Tries once more what the server would not take. */
  retryAll(): void {
    for (const message of this.unsent) this.watcher.pending(message, null);
    this.connect();
    void this.flush();
  }

  typing(): void {
    if (Date.now() - this.lastTyping < TypingEvery) return;
    this.lastTyping = Date.now();
    void this.tell("Typing");
  }

  /** The visitor has looked at everything shown so far. */
  look(): void {
    if (this.cursor === null || this.cursor <= this.seen) return;
    this.seen = this.cursor;
    void this.tell("Seen", this.cursor);
  }

  private async renew(): Promise<Session> {
    const session = await this.place.open(this.memory.token);
    this.memory.token = session.token;
    return session;
  }

  private async current(): Promise<Session> {
    if (!this.session || Date.parse(this.session.expiresAt) - Date.now() < 60_000) this.session = await this.renew();
    return this.session;
  }

  private put(message: Pending): void {
    this.unsent.push(message);
    this.watcher.pending(message, null);
  }

  private again(after: number): void {
    window.clearTimeout(this.retry);
    if (this.wanted && !this.hub && !this.connecting) this.retry = window.setTimeout(() => void this.dial(), after);
  }

  private async dial(): Promise<void> {
    if (this.hub || this.connecting) return;
    this.connecting = true;
    this.watcher.link("connecting");
    try {
      // Why a WebSocket was refused a browser does not say; a token renewed in time is never the reason.
      if (!this.session || this.failures > 0 || Date.parse(this.session.expiresAt) - Date.now() < 60_000 || this.memory.token !== this.session.token)
        this.session = await this.renew();
      const hub = await Hub.connect(`${this.place.hub}?access_token=${encodeURIComponent(this.session.token)}`, () => this.lost());
      hub.on<Batch>("Messages", batch => this.take(batch));
      hub.on<{ typing: boolean }>("Typing", sign => this.watcher.typing(sign.typing));
      hub.on<{ reason: string }>("Ended", end => this.end(end.reason));
      this.hub = hub;
      const resumed = await hub.invoke<{ position: number; restarted: boolean }>("Resume", this.cursor);
      if (resumed.restarted) this.forget();
      this.failures = 0;
      this.watcher.link("online");
      void this.flush();
    } catch (failure) {
      this.hub?.close();
      this.hub = null;
      this.failures++;
      if (failure instanceof TurnedAway) this.end("closed");
      else this.wait();
    } finally {
      this.connecting = false;
    }
  }

  private lost(): void {
    if (!this.hub) return;
    this.hub = null;
    this.watcher.typing(false);
    this.failures++;
    this.wait();
  }

  private wait(): void {
    this.watcher.link("offline");
    // Many come back at once after a restart; a little chance spreads them.
    const pause = Math.min(LongestPause, FirstPause * 2 ** Math.min(this.failures - 1, 6));
    window.setTimeout(() => this.again(0), pause * (0.5 + Math.random()));
  }

  private take(batch: Batch): void {
    const fresh = batch.messages.filter(message => !this.known.has(message.id));
    for (const message of fresh) {
      this.known.add(message.id);
      if (message.clientMessageId) this.settle(message.clientMessageId);
    }
    this.cursor = Math.max(this.cursor ?? 0, batch.position);
    if (fresh.length > 0) this.watcher.show(fresh);
    if (batch.changes?.length > 0) this.watcher.change(batch.changes);
    if (fresh.some(message => message.author !== "visitor")) void this.tell("Received", this.cursor);
  }

  private async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.hub && this.unsent[0]) await this.send(this.hub, this.unsent[0]);
    } catch {
      // The connection went; it is sent again, under the same id, on the next.
    } finally {
      this.sending = false;
    }
  }

  private async send(hub: Hub, message: Pending): Promise<void> {
    try {
      const attachments = message.files?.map(file => file.id) ?? [];
      await (message.fields || attachments.length > 0
        ? hub.invoke("SendWith", message.id, message.text, { attachments, fields: message.fields })
        : hub.invoke("Send", message.id, message.text));
      if (message.fields) this.memory.introduced = true;
      this.settle(message.id);
    } catch (failure) {
      if (failure instanceof Lost) throw failure;
      const refused = failure as Refused;
      if (refused.code === "unavailable" || refused.code === "too_many_requests") {
        await new Promise(resolve => window.setTimeout(resolve, 2_000));
        return;
      }
      // It will not be taken however often it is sent.
      this.drop(message.id);
      this.watcher.pending(message, refused.message);
    }
  }

  private settle(id: string): void {
    this.drop(id);
    this.watcher.settled(id);
  }

  private drop(id: string): void {
    this.memory.drop(id);
    const at = this.unsent.findIndex(message => message.id === id);
    if (at >= 0) this.unsent.splice(at, 1);
  }

  private async tell(sign: string, ...values: unknown[]): Promise<void> {
    try {
      await this.hub?.invoke(sign, ...values);
    } catch {
      // A sign that is lost is made up for by the next.
    }
  }

  private forget(): void {
    this.known.clear();
    this.cursor = null;
    this.seen = 0;
    this.watcher.clear();
    for (const message of this.unsent) this.watcher.pending(message, null);
  }

  private end(reason: string): void {
    if (reason === "resolved") {
      this.watcher.resolved();
      return;
    }
    this.wanted = false;
    this.hub?.close();
    this.hub = null;
    this.watcher.link("closed");
  }
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}
