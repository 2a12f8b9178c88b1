/** What microphone and camera have in common for the frame pump. */

/** A device that is on. */
export interface LiveSource {
  readonly stream: MediaStream
  /** An element that shows the picture; absent for sound. */
  readonly view?: HTMLVideoElement
  /** Resolves with the first frame. Rejects with `SilentDevice` if none comes. */
  ready(forMs: number): Promise<void>
  /** What came since the last call, as an input; `null`: nothing. */
  take(): Blob | object | null
  /** Whether every piece must be sent: sound. Of pictures only the newest counts. */
  readonly isGapless: boolean
  /** How much has not been taken yet, and how much was dropped. */
  readonly backlog: { readonly waitingMs: number; readonly droppedMs: number }
  setPaused(isPaused: boolean): void
  /** Closes the device. */
  close(): void
}

/** A device that sends nothing for this time is broken, or muted in a way that pages cannot see. */
export const SILENCE_MS = 10_000
