/** The line of one session's tied runs: they share one session at the app, where one runs after another. */

export interface TurnLine {
  /** A run of this relay has the turn or waits for it. */
  readonly isBusy: boolean
  /** The session at the app was given, and only this line knows it: what it holds is lost with the line. */
  readonly holdsState: boolean
  /** The session at the app for runs that hold `gr.State`. */
  statefulSession(): Promise<string>
  /**
   * Takes the turn, or a place at the end of the line; a run that stands in it keeps its place. `fence`: the turn is
   * passed on by nobody whose run was taken on (`run-log.ts`).
   */
  enter(runId: string, fence?: string): Promise<Turn>
  /** Waiting runs, in order. */
  waiting(): Promise<readonly string[]>
  /** Takes a waiting run out of the line. False when it does not wait. */
  leave(runId: string): Promise<boolean>
}

/** A place in a line of runs that take turns. */
export interface Turn {
  /** It had the turn at once. */
  readonly isGranted: boolean
  /** Resolves with true when it is this run's turn, with false when it left the line. */
  readonly granted: Promise<boolean>
  /** Passes the turn on. Call it when the run is over. */
  readonly release: () => void
}

interface Place {
  readonly runId: string
  readonly settle: (isGranted: boolean) => void
}

/** The line at a relay that is alone. */
export class LocalLine implements TurnLine {
  readonly #session: string
  readonly #waiting: Place[] = []
  #turn: string | null = null
  holdsState = false

  constructor(session: string) {
    this.#session = session
  }

  get isBusy(): boolean {
    return this.#turn !== null
  }

  async statefulSession(): Promise<string> {
    this.holdsState = true
    return this.#session
  }

  async enter(runId: string): Promise<Turn> {
    const release = (): void => this.#passOn(runId)
    if (this.#turn === null) {
      this.#turn = runId
      return { isGranted: true, granted: Promise.resolve(true), release }
    }
    const granted = new Promise<boolean>((settle) => this.#waiting.push({ runId, settle }))
    return { isGranted: false, granted, release }
  }

  async waiting(): Promise<readonly string[]> {
    return this.#waiting.map(({ runId }) => runId)
  }

  async leave(runId: string): Promise<boolean> {
    const index = this.#waiting.findIndex((place) => place.runId === runId)
    const [place] = index < 0 ? [] : this.#waiting.splice(index, 1)
    place?.settle(false)
    return place !== undefined
  }

  #passOn(runId: string): void {
    if (this.#turn !== runId) return
    const next = this.#waiting.shift()
    this.#turn = next?.runId ?? null
    next?.settle(true)
  }
}
