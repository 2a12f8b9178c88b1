/** `GET follow`: what the token of a request opens, so that its holder needs to know nothing else. */
import type { FollowResponse } from '@gradio-stream/client/internal/protocol/relay-protocol'
import type { RelayContext } from '../context.ts'
import type { Asked } from '../guard/access.ts'
import { readToken } from '../guard/run-access.ts'
import { jsonAnswer, refusal } from './responses.ts'

/** It does not say whether the run is still there: the run's messages do. */
export async function follow({ tokens, directory, clock }: RelayContext, { request }: Asked): Promise<Response> {
  const opened = await readToken(tokens, request)
  if (opened === null) return refusal(401, 'Send the token of a run.', 'token-invalid')
  if (opened instanceof Response) return opened
  const app = directory.byId(opened.key.app)
  if (app === null) return refusal(403, 'The relay does not allow the app of this run any more.', 'app-not-allowed')
  const { endpoint, runId, startedAt, actions } = opened
  const canCancel = actions.includes('cancel')
  return jsonAnswer({ app: app.name, endpoint, run: runId, startedAt, now: clock.now(), canCancel } satisfies FollowResponse)
}
