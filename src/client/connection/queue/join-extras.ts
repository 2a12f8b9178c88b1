/**
 * What only a join carries besides its call: the token for an endpoint that acts for its caller (`gr.OAuthToken`), and
 * the visitor's headers of a page in a frame of huggingface.co (ZeroGPU).
 */
import type { OAuthTokenOption } from '../../client-options.ts'
import type { AppDescription, EndpointDescription } from '../../protocol/describe/app-description.ts'
import { isSafeForSecrets, plainHttp } from '../../sign-in/secret-address.ts'
import { visitorHeaders } from '../http/visitor-headers.ts'
import type { ZeroGpuHeaders } from '../http/visitor-headers.ts'

/** Members of the body and headers of a join. */
export interface JoinExtras {
  readonly members: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
}

/** Called before each join. */
export type AskJoinExtras = (app: AppDescription, endpoint: EndpointDescription) => Promise<JoinExtras>

/** What it is made from. */
export interface JoinExtrasOptions {
  readonly oauthToken: OAuthTokenOption | undefined
  readonly zeroGpuHeaders: ZeroGpuHeaders
}

/** The member of a join's body from which Gradio takes the token. */
export const OAUTH_TOKEN_MEMBER = 'oauth_token'
const NONE: JoinExtras = { members: {}, headers: {} }

/** Creates the function. Rejects with `address-invalid` if a token would go over plain http. */
export function createJoinExtras({ oauthToken, zeroGpuHeaders }: JoinExtrasOptions): AskJoinExtras {
  return async (app, endpoint) => {
    const asksForToken = oauthToken !== undefined && endpoint.oauthToken !== undefined
    if (!asksForToken && zeroGpuHeaders === null) return NONE
    const [token, headers] = await Promise.all([
      asksForToken ? tokenFor(oauthToken, app, endpoint) : undefined,
      visitorHeaders(zeroGpuHeaders, app),
    ])
    return { members: token ? { [OAUTH_TOKEN_MEMBER]: token } : {}, headers }
  }
}

async function tokenFor(
  option: OAuthTokenOption,
  app: AppDescription,
  { name: endpoint }: EndpointDescription,
): Promise<string | undefined> {
  const token = typeof option === 'string' ? option : await option({ app: app.address, endpoint, url: app.apiUrl })
  if (token && !isSafeForSecrets(app.apiUrl)) throw plainHttp('token for the app', app.apiUrl)
  return token
}
