/**
 * The uploads of one client: sizes are checked before a byte is sent, two files go at a time, and a file is not sent
 * again to the same app. A file that several runs need is sent once.
 */
import { GradioStreamError, isGradioStreamError } from '../../errors.ts'
import type { AppDescription, EndpointDescription } from '../../protocol/describe/app-description.ts'
import { fileName } from '../../protocol/values/file-name.ts'
import { GivenStream, isFile } from '../../protocol/values/input-files.ts'
import type { GivenFile } from '../../protocol/values/input-files.ts'
import { replaceFiles, toWireFile } from '../../protocol/values/wire-files.ts'
import { randomId } from '../../kit/random-id.ts'
import type { UploadProgress } from '../../run/run-event.ts'
import { untilAborted } from '../http/abort.ts'
import { requestJson } from '../http/http.ts'
import type { HttpContext } from '../http/http.ts'
import { readGivenStream } from './read-streams.ts'
import { watchSilence } from '../stream/silence-watchdog.ts'
import { fileTooLarge, pathInAnswer, uploadFailed, uploadLost, uploadRefusal } from './upload-errors.ts'
import type { Upload } from './send-file.ts'

/** Besides the streams of runs there are at most six connections to a host. */
const AT_ONCE = 2
/** Least time between two progress reports. */
const TOLD_EVERY_MS = 50
/** Time limit for an implementation that cannot measure progress. */
const UNSEEN_LIMIT_MS = 10 * 60_000

export interface UploadsOptions {
  readonly http: HttpContext
  readonly upload: Upload
  /** Longest time without progress. */
  readonly inactivityTimeoutMs: number
}

/** The files of one run. */
export interface UploadJob {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  readonly values: readonly unknown[]
  /** Every file among the values, once. Files that are stored somewhere already are not sent. */
  readonly files: readonly GivenFile[]
  /** Aborts when they are no longer needed. */
  readonly signal: AbortSignal
  /** Called at once if anything has to be sent, then with each progress. */
  readonly onProgress: (progress: UploadProgress) => void
  /** Of a frame: these files will not be needed again, so it is not remembered where they are. @defaultValue false */
  readonly isOnce?: boolean
}

/** One file at one app: being sent, or there. */
interface Sending {
  readonly path: Promise<string>
  readonly controller: AbortController
  readonly listeners: Set<(sentBytes: number) => void>
  sentBytes: number
  isThere: boolean
  /** The app's id when the file was sent; it changes with every start. */
  appId: Promise<string | null>
}

export class Uploads {
  readonly #options: UploadsOptions
  readonly #sendings = new WeakMap<Blob, Map<string, Sending>>()
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(options: UploadsOptions) {
    this.#options = options
  }

  /**
   * Sends what is missing. Resolves with the values in the wire's form; rejects with the first failure, and aborts the
   * others.
   */
  async send(job: UploadJob): Promise<unknown[]> {
    const { app, endpoint, values, signal, isOnce = false } = job
    const sent = job.files.filter((file) => isFile(file) || file instanceof GivenStream)
    const files = await Promise.all(sent.map(async (file) => (isFile(file) ? file : readGivenStream(file, app.maxFileSizeBytes, signal))))
    const tooLarge = files.find((file) => app.maxFileSizeBytes !== null && file.size > app.maxFileSizeBytes)
    if (tooLarge) throw fileTooLarge({ name: fileName(tooLarge), file: tooLarge }, app.maxFileSizeBytes, { url: `${app.apiUrl}/upload` })
    if (!isOnce) await this.#forgetFormerApp(app, files)
    if (signal.aborted) throw signal.reason
    const isNew = files.filter((file) => !this.#known(app, file)?.isThere)
    const sendings = files.map((file) => this.#known(app, file) ?? this.#begin(app, file, isOnce))
    const stop = this.#tell(job, files, isNew)
    try {
      const paths = await untilAborted(Promise.all(sendings.map(({ path }) => path)), signal)
      return replaceFiles(endpoint, values, (given) => {
        const place = sent.indexOf(given)
        return toWireFile(files[place] ?? new Blob(), paths[place] ?? '')
      })
    } finally {
      stop()
    }
  }

  /** Sends these files again next time: the app did not find them. */
  forget(app: AppDescription, files: readonly Blob[]): void {
    for (const file of files) if (this.#known(app, file)?.isThere) this.#sendings.get(file)?.delete(app.apiUrl)
  }

  #known(app: AppDescription, file: Blob): Sending | undefined {
    return this.#sendings.get(file)?.get(app.apiUrl)
  }

  /** An app that was restarted may have lost its files. */
  async #forgetFormerApp(app: AppDescription, files: readonly Blob[]): Promise<void> {
    const there = files.filter((file) => this.#known(app, file)?.isThere)
    if (there.length === 0) return
    const now = await this.#askAppId(app)
    for (const file of there) {
      const before = await this.#known(app, file)?.appId
      if (now === null || before !== now) this.forget(app, [file])
    }
  }

  /** The id as text: it is above 2^53. */
  async #askAppId(app: AppDescription): Promise<string | null> {
    try {
      const { status, seen } = await requestJson(this.#options.http, { url: `${app.apiUrl}/app_id`, route: app.route })
      return status === 200 ? seen : null
    } catch {
      return null
    }
  }

  #begin(app: AppDescription, file: Blob, isOnce: boolean): Sending {
    const controller = new AbortController()
    const listeners: Sending['listeners'] = new Set()
    const sending: Sending = {
      path: this.#inTurn(controller.signal, () => this.#sendOne(app, file, sending, isOnce)),
      controller,
      listeners,
      sentBytes: 0,
      isThere: false,
      appId: Promise.resolve(null),
    }
    const byApp = this.#sendings.get(file) ?? new Map<string, Sending>()
    this.#sendings.set(file, byApp.set(app.apiUrl, sending))
    sending.path.then(
      () => (sending.isThere = true),
      () => {
        if (byApp.get(app.apiUrl) === sending) byApp.delete(app.apiUrl)
      },
    )
    return sending
  }

  async #inTurn(signal: AbortSignal, work: () => Promise<string>): Promise<string> {
    // One task later, so that the caller already holds the result.
    await Promise.resolve()
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running += 1
    try {
      if (signal.aborted) throw signal.reason
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }

  async #sendOne(app: AppDescription, file: Blob, sending: Sending, isOnce: boolean): Promise<string> {
    const { http, upload } = this.#options
    const { signal } = sending.controller
    const named = { name: fileName(file), file }
    const query = `?upload_id=${randomId()}`
    const url = `${app.apiUrl}/upload${query}`
    const watch = this.#watch(file, sending)
    if (!isOnce) sending.appId = this.#askAppId(app)
    try {
      const headers = await untilAborted(Promise.resolve(http.headers({ url, route: app.route })), signal)
      const progressUrl = `${app.apiUrl}/upload_progress${query}`
      const request = { url, progressUrl, route: app.route, file, name: named.name, headers, http, signal, onProgress: watch.onProgress }
      const answer = await untilAborted(upload(request), signal)
      const path = answer.isRedirect ? null : pathInAnswer(answer)
      if (path === null) throw uploadRefusal(named, url, app, answer)
      watch.onProgress(file.size)
      return path
    } catch (cause) {
      if (signal.reason === STALLED) throw uploadFailed(named, url, `nothing of it was taken for ${watch.limitMs / 1000} s`)
      if (signal.aborted || isGradioStreamError(cause)) throw cause
      throw uploadLost(named, url, app, cause)
    } finally {
      watch.stop()
    }
  }

  /** Ends an upload without progress. */
  #watch(file: Blob, sending: Sending) {
    const { http, inactivityTimeoutMs } = this.#options
    const begin = (limitMs: number) =>
      watchSilence({
        clock: http.clock,
        limitMs,
        onQuiet: () => undefined,
        onSound: () => undefined,
        onSilent: () => sending.controller.abort(STALLED),
      })
    let isSeen = false
    let limitMs = UNSEEN_LIMIT_MS
    let watchdog = begin(limitMs)
    const onProgress = (sentBytes: number): void => {
      if (!isSeen) {
        isSeen = true
        watchdog.stop()
        limitMs = inactivityTimeoutMs
        watchdog = begin(limitMs)
      }
      watchdog.touch()
      sending.sentBytes = Math.min(file.size, Math.max(sending.sentBytes, sentBytes))
      for (const listener of sending.listeners) listener(sending.sentBytes)
    }
    return {
      onProgress,
      stop: () => watchdog.stop(),
      get limitMs() {
        return limitMs
      },
    }
  }

  /** Reports progress to a run. The returned function stops that, and aborts uploads that no other run needs. */
  #tell({ app, onProgress }: UploadJob, files: readonly Blob[], shown: readonly Blob[]): () => void {
    const { clock } = this.#options.http
    const followed = files.flatMap((file) => this.#known(app, file) ?? [])
    let toldAt = Number.NEGATIVE_INFINITY
    const tell = (): void => {
      toldAt = clock.now()
      onProgress(progressOf(shown.map((file) => ({ file, sentBytes: this.#known(app, file)?.sentBytes ?? 0 }))))
    }
    const listen = (sentBytes: number): void => {
      if (clock.now() - toldAt >= TOLD_EVERY_MS || shown.some((file) => file.size === sentBytes)) tell()
    }
    for (const { listeners } of followed) listeners.add(listen)
    if (shown.length > 0) tell()
    return () => {
      for (const { listeners, controller, isThere } of followed) {
        listeners.delete(listen)
        if (listeners.size === 0 && !isThere) controller.abort(UNWANTED)
      }
    }
  }
}

const STALLED = new Error('the upload did not get on')
const UNWANTED = new GradioStreamError('aborted', { message: 'The upload was stopped: no run needs it any more.' })

function progressOf(sendings: readonly { readonly file: Blob; readonly sentBytes: number }[]): UploadProgress {
  const files = sendings.map(({ file, sentBytes }) => ({ name: fileName(file), sentBytes, totalBytes: file.size }))
  const sum = (pick: (file: (typeof files)[number]) => number): number => files.reduce((total, file) => total + pick(file), 0)
  return { files, sentBytes: sum(({ sentBytes }) => sentBytes), totalBytes: sum(({ totalBytes }) => totalBytes) }
}
