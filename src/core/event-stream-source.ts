/** An object with `EventSource`'s interface over any source of messages: what `SSEClient.connect` resolves to. */

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

  /** As the `EventSource` it is in all but class. */
  asEventSource(): EventSource {
    // Its overloads of addEventListener only narrow the event's type by name; EventTarget's take them all.
    return this as unknown as EventSource
  }

  /** Lets out what was held: events that came before whoever awaited the connection could listen. */
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

  /** Over: an `error` event when it failed, and in any case a `close` event, which `EventSource` does not have. */
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
    // Each is called with the kind of event it is for.
    const handler = this[name] as EventListener | null
    if (handler) this.addEventListener(event.type, handler, { once: true })
    this.dispatchEvent(event)
  }
}
