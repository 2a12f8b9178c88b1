/** A WebSocket under the test's control: sent messages are recorded, the test sends the answers. */

export class FakeSocket extends EventTarget {
  readonly url: string
  readonly init: unknown
  readonly sent: unknown[] = []
  closeCode: number | null = null
  /** Nothing that is sent arrives, and nothing comes. */
  isSilent = false

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
    if (!this.isSilent) this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '', wasClean: true }))
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
