/**
 * The files of one client on their way to its apps: sizes are judged before a byte is sent, two go at a time, and what was sent
 * to an app once is not sent again while it is the same app. A file wanted by several runs is sent once for all of them.
 */
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { AppDescription, EndpointDescription } from '../protocol/app-description.ts'
import { fileName } from '../protocol/file-name.ts'
import { replaceFiles, toWireFile } from '../protocol/wire-files.ts'
import { randomId } from '../random-id.ts'
import type { UploadProgress } from '../run/run-event.ts'
import { untilAborted } from './abort.ts'
import { requestJson } from './http.ts'
import type { HttpContext } from './http.ts'
import { watchSilence } from './silence-watchdog.ts'
import { fileTooLarge, pathInAnswer, uploadFailed, uploadLost, uploadRefusal } from './upload-errors.ts'
import type { Upload } from './upload.ts'

/** Beside the streams of runs there are six connections to a host at most. */
const AT_ONCE = 2
/** Progress is told at most so often. */
const TOLD_EVERY_MS = 50
/** For a way that cannot tell how far it is. */
const UNSEEN_LIMIT_MS = 10 * 60_000

export interface UploadsOptions {
  readonly http: HttpContext
  readonly upload: Upload
  /** Longest time without a byte being taken. */
  readonly inactivityTimeoutMs: number
}

/** What a run wants sent. */
export interface UploadJob {
  readonly app: AppDescription
  readonly endpoint: EndpointDescription
  readonly values: readonly unknown[]
  /** Every file among the values, once. */
  readonly files: readonly Blob[]
  /** Nobody wants it any more. */
  readonly signal: AbortSignal
  /** Called at once, if anything has to be sent, then as it goes. */
  readonly onProgress: (progress: UploadProgress) => void
}

/** One file at one app: on its way, or there. */
interface Sending {
  readonly path: Promise<string>
  readonly controller: AbortController
  readonly listeners: Set<(sentBytes: number) => void>
  sentBytes: number
  isThere: boolean
  /** What the app called itself when it was sent; it takes another name with every start. */
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

  /** Sends what is not there yet. Resolves with the values as the wire takes them; rejects with the first failure, and ends the others. */
  async send(job: UploadJob): Promise<unknown[]> {
    const { app, endpoint, values, files, signal } = job
    const tooLarge = files.find((file) => app.maxFileSizeBytes !== null && file.size > app.maxFileSizeBytes)
    if (tooLarge) throw fileTooLarge({ name: fileName(tooLarge), file: tooLarge }, app.maxFileSizeBytes, { url: `${app.apiUrl}/upload` })
    await this.#forgetFormerApp(app, files)
    if (signal.aborted) throw signal.reason
    const isNew = files.filter((file) => !this.#known(app, file)?.isThere)
    const sendings = files.map((file) => this.#known(app, file) ?? this.#begin(app, file))
    const stop = this.#tell(job, isNew)
    try {
      const paths = await untilAborted(Promise.all(sendings.map(({ path }) => path)), signal)
      return replaceFiles(endpoint, values, (file) => toWireFile(file, paths[files.indexOf(file)] ?? ''))
    } finally {
      stop()
    }
  }

  /** Sends these files anew next time: the app did not take what it was told of them. */
  forget(app: AppDescription, files: readonly Blob[]): void {
    for (const file of files) if (this.#known(app, file)?.isThere) this.#sendings.get(file)?.delete(app.apiUrl)
  }

  #known(app: AppDescription, file: Blob): Sending | undefined {
    return this.#sendings.get(file)?.get(app.apiUrl)
  }

  /** An app that was started again may have lost what it was sent. */
  async #forgetFormerApp(app: AppDescription, files: readonly Blob[]): Promise<void> {
    const there = files.filter((file) => this.#known(app, file)?.isThere)
    if (there.length === 0) return
    const now = await this.#askAppId(app)
    for (const file of there) {
      const before = await this.#known(app, file)?.appId
      if (now === null || before !== now) this.forget(app, [file])
    }
  }

  /** The id as the text it came in: it is above 2^53. */
  async #askAppId(app: AppDescription): Promise<string | null> {
    try {
      const { status, seen } = await requestJson(this.#options.http, { url: `${app.apiUrl}/app_id`, route: app.route })
      return status === 200 ? seen : null
    } catch {
      return null
    }
  }

  #begin(app: AppDescription, file: Blob): Sending {
    const controller = new AbortController()
    const listeners: Sending['listeners'] = new Set()
    const sending: Sending = {
      path: this.#inTurn(controller.signal, () => this.#sendOne(app, file, sending)),
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
    // A task later, so that what begins it holds it already.
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

  async #sendOne(app: AppDescription, file: Blob, sending: Sending): Promise<string> {
    const { http, upload } = this.#options
    const { signal } = sending.controller
    const named = { name: fileName(file), file }
    const query = `?upload_id=${randomId()}`
    const url = `${app.apiUrl}/upload${query}`
    const watch = this.#watch(file, sending)
    sending.appId = this.#askAppId(app)
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

  /** Ends a sending that does not get on. */
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

  /** Tells a run of its files that are on their way; the answer stops it, and what nobody else wants. */
  #tell({ app, files, onProgress }: UploadJob, shown: readonly Blob[]): () => void {
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
const UNWANTED = new GradioStreamError('aborted', { message: 'The upload was stopped: nobody wants it any more.' })

function progressOf(sendings: readonly { readonly file: Blob; readonly sentBytes: number }[]): UploadProgress {
  const files = sendings.map(({ file, sentBytes }) => ({ name: fileName(file), sentBytes, totalBytes: file.size }))
  const sum = (pick: (file: (typeof files)[number]) => number): number => files.reduce((total, file) => total + pick(file), 0)
  return { files, sentBytes: sum(({ sentBytes }) => sentBytes), totalBytes: sum(({ totalBytes }) => totalBytes) }
}
