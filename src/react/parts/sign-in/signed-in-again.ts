/** Whether there was a sign-in after a run failed for lack of one: the run's error stays, but no longer applies. */
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import { useGradioEnvironment } from '@gradio-stream/hooks/internal/gradio-environment'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import { gradioKeys } from '@gradio-stream/hooks/internal/query-keys'
import { takesPassword } from '../error/describe-error.ts'

/** `out`: the sign-in has ended. `again`: it had ended, and the app has answered since. `null`: unknown. */
export function useSignInState({ error, state }: Pick<GradioStream, 'error' | 'state'>, app: string): 'out' | 'again' | null {
  const { queryClient, backendUrl } = useGradioEnvironment()
  if (!isGradioStreamError(error, 'login-required') || !error.details.reason?.startsWith('signed-out')) return null
  // An app with users describes itself only after a sign-in. Its answer was requested by the form that signed in.
  const answeredAt = queryClient.getQueryState(gradioKeys.discovery(backendUrl, app))?.dataUpdatedAt ?? 0
  return takesPassword(error) && state.status === 'failed' && answeredAt > state.endedAt ? 'again' : 'out'
}
