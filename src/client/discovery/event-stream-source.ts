/** An object with `EventSource`'s interface for any source of messages: the result of `SSEClient.connect`. */

type Handler<Type extends Event> = ((this: EventSource, event: Type) => unknown) | null

const CONNECTING = 0
const OPEN = 1
const CLOSED = 2

export class EventStreamSource extends EventTarget {
  readonly CONNECTING = CONNECTING
  readonly OPEN = OPEN
  readonly CLOSED = CLOSED
  readonly url: string
  readonly withCredentials: boolean
  onopen: Handler<Event> = null
  onmessage: Handler<MessageEvent> = null
  onerror: Handler<Event> = null
  #readyState: 0 | 1 | 2 = CONNECTING
  #held: (() => void)[] | null = []
  readonly #onClose: () => void

  constructor(url: string, withCredentials: boolean, onClose: () => void) {
    super()
    this.url = url
    this.withCredentials = withCredentials
    this.#onClose = onClose
  }

  get readyState(): 0 | 1 | 2 {
    return this.#readyState
  }

  close(): void {
    if (this.#readyState === CLOSED) return
    this.#readyState = CLOSED
    this.#onClose()
  }

  /** It is an `EventSource` in everything but its class. */
  asEventSource(): EventSource {
    // The overloads of addEventListener only narrow the event's type by name; EventTarget's accept them all.
    return this as unknown as EventSource
  }

  /** Releases held events: those from before the caller of `connect` could listen. */
  release(): void {
    const held = this.#held ?? []
    this.#held = null
    for (const send of held) send()
  }

  /** Open, or open again. */
  opened(): void {
    if (this.#readyState !== CONNECTING) return
    this.#readyState = OPEN
    this.#send(() => this.#tell('onopen', new Event('open')))
  }

  /** The stream broke and is being opened again. */
  reconnecting(): void {
    if (this.#readyState !== OPEN) return
    this.#readyState = CONNECTING
    this.#send(() => this.#tell('onerror', new Event('error')))
  }

  message(event: MessageEvent): void {
    this.#send(() => {
      if (event.type === 'message') this.#tell('onmessage', event)
      else this.dispatchEvent(event)
    })
  }

  /** Ended: an `error` event on failure, and always a `close` event, which `EventSource` does not have. */
  ended(isFailure: boolean): void {
    if (this.#readyState === CLOSED) return
    this.#readyState = CLOSED
    this.#send(() => {
      if (isFailure) this.#tell('onerror', new Event('error'))
      this.dispatchEvent(new Event('close'))
    })
  }

  #send(send: () => void): void {
    if (this.#held) this.#held.push(send)
    else send()
  }

  #tell(name: 'onopen' | 'onmessage' | 'onerror', event: Event): void {
    // Each handler is called with its own kind of event.
    const handler = this[name] as EventListener | null
    if (handler) this.addEventListener(event.type, handler, { once: true })
    this.dispatchEvent(event)
  }
}
