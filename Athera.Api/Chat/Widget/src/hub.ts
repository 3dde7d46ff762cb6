// The few lines of SignalR's JSON protocol that a chat needs, over a WebSocket: no negotiation, so any process may answer, and nothing
// that needs a cookie.

const End = "\u001e";
const PingEvery = 15_000;
const SilenceEnds = 40_000;
const AnswerWithin = 20_000;

enum Kind { Invocation = 1, Completion = 3, Ping = 6, Close = 7 }

interface Frame {
  type?: Kind;
  target?: string;
  arguments?: unknown[];
  invocationId?: string;
  result?: unknown;
  error?: string;
}

/** A no of the server: a stable code, and words. */
export class Refused extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }

  static of(error: string): Refused {
    const match = /HubException: ([a-z_]+): (.*)$/s.exec(error);
    return new Refused(match?.[1] ?? "unavailable", match?.[2] ?? "");
  }
}

/** The connection is gone; whether what was asked has happened, nobody knows. */
export class Lost extends Error {}

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: Error): void;
}

/** One connection, from its opening to its end. */
export class Hub {
  private readonly waiting = new Map<string, Waiting>();
  private readonly heard = new Map<string, (value: never) => void>();
  private next = 0;
  private rest = "";
  private lastHeard = Date.now();
  private timer = 0;

  private constructor(private readonly socket: WebSocket, private readonly ended: () => void) {}

  static connect(url: string, ended: () => void): Promise<Hub> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      const hub = new Hub(socket, ended);
      let shaken = false;
      socket.onopen = () => socket.send(JSON.stringify({ protocol: "json", version: 1 }) + End);
      socket.onclose = () => (shaken ? hub.end() : reject(new Lost()));
      socket.onmessage = event => {
        hub.lastHeard = Date.now();
        const frames = hub.split(String(event.data));
        if (!shaken && frames.length > 0) {
          shaken = true;
          if ((JSON.parse(frames.shift()!) as Frame).error) {
            socket.close();
            reject(new Lost());
            return;
          }
          hub.timer = window.setInterval(() => hub.beat(), PingEvery);
          resolve(hub);
        }
        for (const frame of frames) hub.take(JSON.parse(frame) as Frame);
      };
    });
  }

  on<T>(target: string, take: (value: T) => void): void {
    this.heard.set(target, take as (value: never) => void);
  }

  invoke<T>(target: string, ...values: unknown[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.socket.readyState !== WebSocket.OPEN) {
        reject(new Lost());
        return;
      }
      const id = String(++this.next);
      const late = window.setTimeout(() => this.socket.close(), AnswerWithin);
      const settle = (then: () => void) => {
        window.clearTimeout(late);
        this.waiting.delete(id);
        then();
      };
      this.waiting.set(id, {
        resolve: value => settle(() => resolve(value as T)),
        reject: reason => settle(() => reject(reason)),
      });
      this.send({ type: Kind.Invocation, invocationId: id, target, arguments: values });
    });
  }

  close(): void {
    this.socket.close();
  }

  private split(data: string): string[] {
    const frames = (this.rest + data).split(End);
    this.rest = frames.pop() ?? "";
    return frames;
  }

  private take(frame: Frame): void {
    if (frame.type === Kind.Invocation) {
      this.heard.get(frame.target ?? "")?.(frame.arguments?.[0] as never);
    } else if (frame.type === Kind.Completion) {
      const waiting = this.waiting.get(frame.invocationId ?? "");
      if (frame.error === undefined) waiting?.resolve(frame.result);
      else waiting?.reject(Refused.of(frame.error));
    } else if (frame.type === Kind.Close) {
      this.socket.close();
    }
  }

  private beat(): void {
    if (Date.now() - this.lastHeard > SilenceEnds) this.socket.close();
    else if (this.socket.readyState === WebSocket.OPEN) this.send({ type: Kind.Ping });
  }

  private send(frame: Frame): void {
    this.socket.send(JSON.stringify(frame) + End);
  }

  private end(): void {
    window.clearInterval(this.timer);
    for (const waiting of [...this.waiting.values()]) waiting.reject(new Lost());
    this.ended();
  }
}
