/** The ports by which tabs of one origin know of each other. The browser's are in `browser-ports.ts`; tests bring their own. */

/** A lock that is held. */
export interface Lease {
  /** Aborted when another tab took the lock away. */
  readonly lost: AbortSignal
  release(): void
}

export interface AcquireOptions {
  /** @defaultValue 'exclusive' */
  readonly mode?: 'exclusive' | 'shared'
  /** Takes the lock from whoever holds it. */
  readonly steal?: boolean
  /** Stops waiting. */
  readonly signal?: AbortSignal
}

/** Named locks of the origin, let go of by themselves when their tab is gone: Web Locks. */
export interface LockPort {
  /** Resolves once the lock is held. Rejects when the signal aborts, or where locks may not be used. */
  acquire(name: string, options?: AcquireOptions): Promise<Lease>
  /** Names of all locks that are held now, by any tab. */
  heldNames(): Promise<readonly string[]>
}

/** Messages to all other tabs: a BroadcastChannel. What is received is not trusted. */
export interface ChannelPort {
  post(message: unknown): void
  /** Hears what other channels of that name post, in each poster's order. */
  listen(listener: (message: unknown) => void): void
  close(): void
}

export interface TabPorts {
  readonly locks: LockPort
  openChannel(name: string): ChannelPort
}
