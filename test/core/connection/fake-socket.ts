/** A WebSocket played by hand: what was sent is kept, what comes is said by the test. */

export class FakeSocket extends EventTarget {
  readonly url: string
  readonly init: unknown
  readonly sent: unknown[] = []
  closeCode: number | null = null

  constructor(url: string, init?: unknown) {
    super()
    this.url = url
    this.init = init
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text))
    this.onSend(this.sent.at(-1))
  }

  /** Replaced by a socket that plays a capture. */
  onSend(_value: unknown): void {}

  close(code = 1000): void {
    this.closeCode ??= code
  }

  open(): void {
    this.dispatchEvent(new Event('open'))
  }

  say(message: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }

  closed(code: number, reason = ''): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason }))
  }
}

/** A constructor that keeps what it made. */
export function socketFactory(onMade: (socket: FakeSocket) => void = () => {}): { WebSocket: typeof WebSocket; sockets: FakeSocket[] } {
  const sockets: FakeSocket[] = []
  class Made extends FakeSocket {
    constructor(url: string, init?: unknown) {
      super(url, init)
      sockets.push(this)
      onMade(this)
    }
  }
  // As much of a WebSocket as is used.
  return { WebSocket: Made as unknown as typeof WebSocket, sockets }
}
