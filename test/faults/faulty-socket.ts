/** A WebSocket over the same failing network: its opening is the join, each message a piece of the stream. */
import type { FaultyNetwork } from './faulty-network.ts'
import type { SocketLine, SocketServer } from './world-app.ts'

/** A constructor of sockets to `open`, which throws if there is no server. */
export function createFaultySocket(network: FaultyNetwork, open: (line: SocketLine) => SocketServer): typeof WebSocket {
  class FaultySocket extends EventTarget {
    #server: SocketServer | null = null
    readonly #early: (() => unknown)[] = []
    #isOpen = false
    #isDead = false
    #hasStalled = false

    constructor() {
      super()
      void this.#connect()
    }

    send(text: string): void {
      if (!this.#isDead) this.#server?.receive(text)
    }

    close(): void {
      this.#leave()
    }

    async #connect(): Promise<void> {
      await Promise.resolve()
      network.sent.push('join')
      const pass = async (): Promise<Response> => {
        this.#server = open({
          send: (text) => this.#say(() => this.#piece(text)),
          // The end of a dead connection is not noticed by the other side.
          close: (code) => this.#say(() => this.#hasStalled || this.#end(code)),
        })
        return new Response(null)
      }
      try {
        const own = await network.rule.answer?.('join', pass)
        if (own instanceof Error) throw own
        if (own && own.status !== 200) throw new Error(String(own.status))
        if (!own) await pass()
      } catch {
        this.#leave()
        return void this.dispatchEvent(Object.assign(new Event('close'), { code: 1006, reason: '' }))
      }
      if (this.#isDead) return this.#leave()
      this.#isOpen = true
      this.dispatchEvent(new Event('open'))
      for (const event of this.#early.splice(0)) event()
    }

    #say(event: () => unknown): void {
      if (this.#isOpen) event()
      else this.#early.push(event)
    }

    #piece(text: string): void {
      if (this.#isDead || this.#hasStalled) return
      const cut = network.rule.cut?.('data', new TextEncoder().encode(text), text) ?? null
      if (cut === null) return void this.dispatchEvent(new MessageEvent('message', { data: text }))
      if (cut.ending !== 'stall') this.#end(cut.ending === 'end' ? 1000 : 1006)
      else this.#hasStalled = true
    }

    #end(code: number): void {
      if (this.#isDead) return
      this.#leave()
      this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }))
    }

    #leave(): void {
      this.#isDead = true
      this.#server?.gone()
      this.#server = null
    }
  }
  // As much of a WebSocket as is used.
  return FaultySocket as unknown as typeof WebSocket
}
