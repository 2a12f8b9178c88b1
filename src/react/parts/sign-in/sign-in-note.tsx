/**
 * Before a run: who is signed in at the app, whether a sign-in is required or possible, and the form for it. Renders
 * nothing for an app without users.
 */
import { useState } from 'react'
import type { ReactElement } from 'react'
import type { AppDescription, EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { useGradioEnvironment } from '@gradio-stream/hooks/internal/gradio-environment'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import { gradioKeys } from '@gradio-stream/hooks/internal/query-keys'
import type { ProcessSettings } from '../../kit/process-context.ts'
import { useSignInState } from './signed-in-again.ts'

interface SignInNoteProps {
  stream: GradioStream
  settings: ProcessSettings
  endpoint: EndpointDescription
}

/** The lines. */
export function SignInNote({ stream, settings, endpoint }: SignInNoteProps): ReactElement | null {
  const { messages } = settings
  const words = messages.signIn
  const { client } = useGradioEnvironment()
  const app = stream.discovery.data
  const isOut = useSignInState(stream, settings.app) === 'out'
  const user = isOut ? undefined : app?.user
  const isAsked = app?.hasLoginButton === true || endpoint.oauthToken !== undefined
  if (!app || (user === undefined && !isAsked)) return null
  const hasToken = client.hasOAuthToken && endpoint.oauthToken !== undefined
  const link = isAsked && !hasToken ? linkOf(app, client.sendsCookies(app)) : null
  return (
    // Among the form's own lines: not a landmark, not an alert.
    <div className="rgs-sign-in-note">
      {user !== undefined && <SignedIn app={app} user={user} settings={settings} onSignedOut={stream.reset} />}
      {isAsked && (
        <p>
          <bdi>{hasToken ? words.tokenGiven : words[endpoint.oauthToken ?? 'offered']}</bdi>{' '}
          {link && (
            <a href={link.href} target="_blank" rel="noreferrer">
              {link.isHere ? messages.actions.signIn : words.openApp}
            </a>
          )}
        </p>
      )}
    </div>
  )
}

interface SignedInProps {
  app: AppDescription
  user: string
  settings: ProcessSettings
  /** Removes a run's result from the page. */
  onSignedOut: () => void
}

function SignedIn({ app, user, settings, onSignedOut }: SignedInProps): ReactElement {
  const { signIn: words } = settings.messages
  const { client, queryClient, backendUrl } = useGradioEnvironment()
  const [isBusy, setIsBusy] = useState(false)
  const signOut = async (): Promise<void> => {
    setIsBusy(true)
    // The next discovery shows whether it worked.
    await client.signOut(app).catch(() => undefined)
    // Results from before the sign-out are removed: the next person may be someone else.
    onSignedOut()
    await queryClient.resetQueries({ queryKey: gradioKeys.discovery(backendUrl, settings.app) })
    setIsBusy(false)
  }
  return (
    <p>
      <bdi>{words.signedInAs(user)}</bdi>{' '}
      <button type="button" className="rgs-link" aria-disabled={isBusy || undefined} onClick={() => void (isBusy || signOut())}>
        {words.signOut}
      </button>
    </p>
  )
}

/**
 * Gradio's own sign-in page, if its cookie is sent with our requests; otherwise the app's page, where a person can be
 * signed in.
 */
function linkOf({ rootUrl, route, address }: AppDescription, sendsCookies: boolean): { href: string; isHere: boolean } | null {
  if (route === 'direct') return sendsCookies ? { href: `${rootUrl}/login/huggingface`, isHere: true } : { href: rootUrl, isHere: false }
  // A page that named the app by address knows that address. A name of the relay's hides where the app is.
  return /^https?:\/\//i.test(address) ? { href: address, isHere: false } : null
}
