/**
 * Locks and channels of one origin, by the rules of Web Locks and BroadcastChannel, for tests without a browser. A tab
 * can be closed and frozen.
 */
import type { AcquireOptions, ChannelPort, Lease, TabPorts } from '../../../src/client/tabs/ports.ts'

interface Holder {
  readonly tab: FakeTab
  readonly mode: 'exclusive' | 'shared'
  readonly lost: AbortController
}

interface Waiter extends Holder {
  readonly grant: (lease: Lease) => void
  readonly refuse: (reason: unknown) => void
}

interface FakeLock {
  held: Holder[]
  waiting: Waiter[]
}

export interface FakeTab {
  readonly ports: TabPorts
  /** The tab is gone: its locks are let go of, its channels are silent. */
  close(): void
  /** Nothing it posts goes out and nothing reaches it until it thaws, but it keeps its locks. */
  freeze(): void
  thaw(): void
}

export interface FakeOrigin {
  open(): FakeTab
  /** Names of the locks held now. */
  held(): string[]
  /** Messages posted so far, by kind. */
  readonly posted: string[]
}

export function createFakeOrigin(): FakeOrigin {
  const locks = new Map<string, FakeLock>()
  const channels = new Set<FakeChannel>()
  const posted: string[] = []

  function settle(lock: FakeLock): void {
    for (;;) {
      const [next] = lock.waiting
      const isFree = next && (lock.held.length === 0 || (next.mode === 'shared' && lock.held.every(({ mode }) => mode === 'shared')))
      if (!next || !isFree) return
      lock.waiting.shift()
      hold(lock, next)
    }
  }

  function hold(lock: FakeLock, waiter: Waiter): void {
    lock.held.push(waiter)
    waiter.grant({ lost: waiter.lost.signal, release: () => drop(lock, waiter) })
  }

  function drop(lock: FakeLock, holder: Holder): void {
    lock.held = lock.held.filter((each) => each !== holder)
    settle(lock)
  }

  function acquire(tab: FakeTab, name: string, { mode = 'exclusive', steal = false, signal }: AcquireOptions = {}): Promise<Lease> {
    const lock = locks.get(name) ?? { held: [], waiting: [] }
    locks.set(name, lock)
    return new Promise((grant, refuse) => {
      if (signal?.aborted) return refuse(signal.reason)
      const waiter: Waiter = { tab, mode, lost: new AbortController(), grant, refuse }
      if (steal) {
        for (const { lost } of lock.held.splice(0)) lost.abort()
        return hold(lock, waiter)
      }
      lock.waiting.push(waiter)
      signal?.addEventListener('abort', () => {
        if (!lock.waiting.includes(waiter)) return
        lock.waiting = lock.waiting.filter((each) => each !== waiter)
        refuse(signal.reason)
      })
      return settle(lock)
    })
  }

  class FakeChannel implements ChannelPort {
    readonly name: string
    readonly tab: { isOpen: boolean; isFrozen: boolean; waiting: (() => void)[] }
    #listener: (message: unknown) => void = () => {}

    constructor(name: string, tab: { isOpen: boolean; isFrozen: boolean; waiting: (() => void)[] }) {
      this.name = name
      this.tab = tab
      channels.add(this)
    }

    post(message: unknown): void {
      if (!this.tab.isOpen) return
      const copy = structuredClone(message)
      const send = (): void => {
        posted.push((copy as { kind: string }).kind)
        for (const other of channels) if (other !== this && other.name === this.name) other.hear(copy)
      }
      if (this.tab.isFrozen) this.tab.waiting.push(send)
      else send()
    }

    hear(message: unknown): void {
      const listen = (): void => {
        if (this.tab.isOpen && channels.has(this)) this.#listener(message)
      }
      if (this.tab.isFrozen) this.tab.waiting.push(listen)
      else queueMicrotask(listen)
    }

    listen(listener: (message: unknown) => void): void {
      this.#listener = listener
    }

    close(): void {
      channels.delete(this)
    }
  }

  return {
    posted,
    held: () => [...locks].filter(([, { held }]) => held.length > 0).map(([name]) => name),
    open() {
      const state = { isOpen: true, isFrozen: false, waiting: [] as (() => void)[] }
      const tab: FakeTab = {
        ports: {
          locks: {
            acquire: (name, options) => acquire(tab, name, options),
            heldNames: async () => [...locks].filter(([, { held }]) => held.length > 0).map(([name]) => name),
          },
          openChannel: (name) => new FakeChannel(name, state),
        },
        close() {
          state.isOpen = false
          for (const channel of channels) if (channel.tab === state) channel.close()
          for (const lock of locks.values()) {
            lock.waiting = lock.waiting.filter((each) => each.tab !== tab)
            lock.held = lock.held.filter((each) => each.tab !== tab)
          }
          for (const lock of locks.values()) settle(lock)
        },
        freeze() {
          state.isFrozen = true
        },
        thaw() {
          state.isFrozen = false
          for (const act of state.waiting.splice(0)) act()
        },
      }
      return tab
    },
  }
}
