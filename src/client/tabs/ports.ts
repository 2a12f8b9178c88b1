/**
 * The ports through which tabs of one origin communicate. The browser's are in `browser-ports.ts`; tests use their own.
 */

/** A lock that is held. */
export interface Lease {
  /** Aborted when another tab took the lock. */
  readonly lost: AbortSignal
  release(): void
}

export interface AcquireOptions {
  /** @defaultValue 'exclusive' */
  readonly mode?: 'exclusive' | 'shared'
  /** Takes the lock from its holder. */
  readonly steal?: boolean
  /** Stops waiting. */
  readonly signal?: AbortSignal
}

/** Named locks of the origin (Web Locks). They are released when their tab is gone. */
export interface LockPort {
  /** Resolves once the lock is held. Rejects when the signal aborts, or if locks may not be used. */
  acquire(name: string, options?: AcquireOptions): Promise<Lease>
  /** Names of all locks that any tab holds now. */
  heldNames(): Promise<readonly string[]>
}

/** Messages to all other tabs: a BroadcastChannel. Received messages are not trusted. */
export interface ChannelPort {
  post(message: unknown): void
  /** Receives the messages of other channels with that name, in each sender's order. */
  listen(listener: (message: unknown) => void): void
  close(): void
}

export interface TabPorts {
  readonly locks: LockPort
  openChannel(name: string): ChannelPort
}
