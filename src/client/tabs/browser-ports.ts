/** Web Locks and BroadcastChannel as ports. Both need a page; Web Locks also needs https or localhost. */
import type { AcquireOptions, ChannelPort, Lease, TabPorts } from './ports.ts'

/** The browser's ports; `null` where one is missing, and outside of a page. */
export function browserPorts(): TabPorts | null {
  if (typeof window === 'undefined' || typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') return null
  // The type says that it always exists. On plain http and in older browsers it does not.
  const locks = globalThis.navigator?.locks as LockManager | undefined
  if (!locks) return null
  return {
    locks: {
      acquire: (name, options) => acquire(locks, name, options),
      heldNames: async () => ((await locks.query()).held ?? []).flatMap(({ name }) => (name === undefined ? [] : [name])),
    },
    openChannel,
  }
}

function acquire(locks: LockManager, name: string, { mode = 'exclusive', steal = false, signal }: AcquireOptions = {}): Promise<Lease> {
  return new Promise((resolve, reject) => {
    const lost = new AbortController()
    // The standard forbids `signal` together with `steal`, which never waits.
    const options: LockOptions = steal ? { steal } : { mode, ...(signal ? { signal } : {}) }
    const hold = (): Promise<void> => new Promise<void>((release) => resolve({ lost: lost.signal, release }))
    locks.request(name, options, hold).catch((cause: unknown) => {
      lost.abort()
      reject(cause)
    })
  })
}

function openChannel(name: string): ChannelPort {
  const channel = new BroadcastChannel(name)
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel reaches its own origin only
    post: (message) => channel.postMessage(message),
    listen(listener) {
      channel.onmessage = ({ data }: MessageEvent<unknown>) => listener(data)
    },
    close: () => channel.close(),
  }
}
