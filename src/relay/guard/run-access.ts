/**
 * Lets in who holds the token of a run: to exactly that run, and to what is needed to show it. Without a token,
 * `authorize` is asked.
 */
import { RUN_TOKEN_HEADER } from '@gradio-stream/client/internal/protocol/relay-protocol'
import { publicId } from '../logins.ts'
import { refusal } from '../routes/responses.ts'
import { addressClient } from './access.ts'
import type { Access, AccessAction, Admit } from './access.ts'
import type { OpenedRun, RunTokens } from './run-tokens.ts'

/**
 * What each token opens besides its actions: the description of its app, without which no value can be drawn, and the
 * app's files, whose addresses its holder learns from the run's messages.
 */
const SHOWN: ReadonlySet<AccessAction> = new Set(['discover', 'describe', 'file'])

/** Decides by the token of a request, if it has one, and else asks. */
export function admitWithToken(tokens: RunTokens | null, admit: Admit): Admit {
  return async (asked, app, access) => {
    const opened = await readToken(tokens, asked.request)
    if (opened === null) return admit(asked, app, access)
    if (opened instanceof Response) return opened
    if (publicId(app.id) !== publicId(opened.key.app)) return notOpened(404, 'The relay knows no such run of this app.', 'session-unknown')
    return refuseAction(opened, access) ?? { owner: null, client: addressClient(asked.sender), opened }
  }
}

/** The run that a request's token opens, the answer to a token that opens none, and `null` without a token. */
export async function readToken(tokens: RunTokens | null, { headers }: Request): Promise<OpenedRun | Response | null> {
  const token = headers.get(RUN_TOKEN_HEADER)
  if (token === null) return null
  const reading = tokens ? await tokens.read(token) : ({ kind: 'invalid' } as const)
  if (reading.kind === 'opened') return reading.run
  return notOpened(401, reading.kind === 'expired' ? EXPIRED : 'The relay did not make this token.', 'token-invalid')
}

/** What a reader is told whose token has expired. */
export const EXPIRED = 'The token of this run has expired.'

/**
 * Whatever the route, only that run is read: its event id also stands for its session, which no other one has by name.
 */
function refuseAction({ actions, runId }: OpenedRun, access: Pick<Access, 'action'> & Partial<Access>): Response | null {
  const { action, run = null, session = null } = access
  if (SHOWN.has(action)) return null
  if (action === 'cancel' && !actions.includes('cancel')) return notOpened(403, 'This token lets nobody cancel the run.', 'access-denied')
  if (action !== 'read' && action !== 'cancel') return notOpened(403, 'The token of a run opens that run only.', 'access-denied')
  const isOwn = action === 'cancel' ? run === runId : session === runId && (run === null || run === runId)
  return isOwn ? null : notOpened(404, 'The relay knows no such run.', 'session-unknown')
}

function notOpened(status: number, message: string, code: string): Response {
  return refusal(status, message, code)
}
