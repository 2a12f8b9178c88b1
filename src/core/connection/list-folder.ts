/** Lists a folder of an app's `gr.FileExplorer`: `POST component_server`, where its function `ls` is the only one that is ever asked for. */
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { AppDescription } from '../protocol/app-description.ts'
import { readFolderEntries } from '../protocol/folder-entries.ts'
import type { FolderEntry } from '../protocol/folder-entries.ts'
import { randomId } from '../random-id.ts'
import { errorInAnswer, requestJson } from './http.ts'
import type { HttpContext, JsonAnswer } from './http.ts'
import { loginRequired } from './login-required.ts'
import { shownSize } from './shown-size.ts'
import { shownUrl } from './shown-url.ts'

/** More than a hundred thousand names. */
const MAX_LISTING_BYTES = 16 * 1024 * 1024

/** The app whose folders are listed. */
export type FolderApp = Pick<AppDescription, 'apiUrl' | 'rootUrl' | 'route'>

/** Which folder is listed. */
export interface FolderRequest {
  /** Of the component, as `componentId` of its parameter says. */
  readonly componentId: number
  /** Names of the folders that lead to it from the root; none for the root itself. */
  readonly path: readonly string[]
  readonly signal?: AbortSignal | undefined
}

/** By client and app: the session the app knows the listings by. The app makes one for every new name it hears. */
const sessions = new WeakMap<object, Map<string, string>>()

/**
 * What is in a folder. Rejects with `connection-refused` where the app does not list it (`details.status` 404: it lists none at all),
 * `message-invalid` for an answer that is no listing, `buffer-exceeded` for one above 16 MiB.
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
  if (answer.status === 200) return readFolderEntries(answer.value)
  throw errorInAnswer(answer) ?? (answer.status === 401 ? loginRequired(app.rootUrl, answer) : refused(url, answer))
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
