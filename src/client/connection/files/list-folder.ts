/** Lists a folder of an app's `gr.FileExplorer`: `POST component_server`, only with its function `ls`. */
import { GradioStreamError, isGradioStreamError } from '../../errors.ts'
import type { AppDescription } from '../../protocol/describe/app-description.ts'
import { readFolderEntries } from '../../protocol/values/folder-entries.ts'
import type { FolderEntry } from '../../protocol/values/folder-entries.ts'
import { randomId } from '../../kit/random-id.ts'
import { errorInAnswer } from '../http/error-in-answer.ts'
import { requestJson } from '../http/http.ts'
import type { HttpContext, JsonAnswer } from '../http/http.ts'
import { signedOut, wantsSignIn } from '../http/login-required.ts'
import { shownSize } from '../http/shown-size.ts'
import { shownUrl } from '../http/shown-url.ts'

/** Enough for more than a hundred thousand names. */
const MAX_LISTING_BYTES = 16 * 1024 * 1024

/** The app whose folders are listed. */
export type FolderApp = Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'route'> & Partial<Pick<AppDescription, 'address'>>

/** The folder to list. */
export interface FolderRequest {
  /** The component's id: `componentId` of its parameter. */
  readonly componentId: number
  /** Names of the folders from the root to it; empty for the root. */
  readonly path: readonly string[]
  readonly signal?: AbortSignal | undefined
}

/** By client and app: the session for listings. The app creates a session for every new name. */
const sessions = new WeakMap<object, Map<string, string>>()

/**
 * The content of a folder. Rejects with `connection-refused` if the app does not list it (`details.status` 404: it
 * lists no folders at all), `message-invalid` for an invalid listing, `buffer-exceeded` for one above 16 MiB.
 */
export async function listFolder(
  http: HttpContext,
  { app, componentId, path, signal }: FolderRequest & { readonly app: FolderApp },
): Promise<readonly FolderEntry[]> {
  const url = `${app.apiUrl}/component_server`
  const body = JSON.stringify({ data: path, fn_name: 'ls', component_id: componentId, session_hash: sessionOf(http, app) })
  let answer: JsonAnswer
  try {
    answer = await requestJson(http, { url, route: app.route, body, signal, maxAnswerBytes: MAX_LISTING_BYTES })
  } catch (cause) {
    throw isGradioStreamError(cause, 'buffer-exceeded') ? tooLarge(url, cause) : cause
  }
  if (answer.isSignInPage) throw signedOut(app.address ?? app.rootUrl, answer, 'request')
  if (answer.status === 200) return readFolderEntries(answer.value)
  throw errorInAnswer(answer) ?? (wantsSignIn(answer) ? signedOut(app.address ?? app.rootUrl, answer, 'request') : refused(url, answer))
}

function sessionOf(http: HttpContext, { apiUrl }: FolderApp): string {
  const known = sessions.get(http) ?? new Map<string, string>()
  sessions.set(http, known)
  const session = known.get(apiUrl) ?? randomId()
  known.set(apiUrl, session)
  return session
}

function refused(url: string, { status, seen, retryAfterMs }: JsonAnswer): GradioStreamError<'connection-refused'> {
  return new GradioStreamError('connection-refused', {
    message: `The folder was not listed: ${shownUrl(url)} answered ${status}.`,
    hint: 'Check that the folder is still there and that the app may read it.',
    details: { url: shownUrl(url), status, seen, retryAfterMs },
  })
}

function tooLarge(url: string, cause: unknown): GradioStreamError<'buffer-exceeded'> {
  return new GradioStreamError('buffer-exceeded', {
    message: `The listing of the folder is longer than ${shownSize(MAX_LISTING_BYTES)}.`,
    hint: 'Let the app show fewer files, by the glob or the root of its FileExplorer.',
    details: { url: shownUrl(url) },
    cause,
  })
}
