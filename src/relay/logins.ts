/**
 * Sign-ins at apps through this relay. The app's cookies stay here. The client's browser holds a secret for them in a
 * cookie that no page can read. Behind a sign-in the app counts as another app: its config, sessions and runs belong to
 * one client.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { clientAddress } from './guard/client-address.ts'
import type { AppDirectory, RelayedApp } from './guard/app-directory.ts'
import { isSafeForSecrets } from '@gradio-stream/client/internal/sign-in/secret-address'

/** One client's sign-in at one app. */
interface Login {
  /** Names the sign-in within the relay. Not a secret. */
  readonly key: string
  readonly appId: string
  /** The `Cookie` header for the app. */
  readonly cookie: string
  usedAt: number
}

export interface LoginsOptions {
  readonly clock: Clock
  readonly randomId: () => string
  readonly ttlMs: number
  readonly maxLogins: number
  /** Path of the relay as browsers see it. */
  readonly path: string
  readonly trustProxy: boolean | number
}

/** Separates an app's id from the key of a sign-in. No id and no name contains it. */
const MARK = '@'

/** The id by which clients know an app. */
export function publicId(appId: string): string {
  return appId.split(MARK, 1).join('')
}

/** Whether the app is one client's, after a sign-in. */
export function isSignedIn(app: Pick<RelayedApp, 'id'>): boolean {
  return app.id.includes(MARK)
}

export class Logins {
  readonly #options: LoginsOptions
  readonly #bySecret = new Map<string, Login>()
  readonly #byKey = new Map<string, Login>()

  constructor(options: LoginsOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#bySecret.size
  }

  /**
   * Keeps the cookies that an app gave for a sign-in. Returns the `Set-Cookie` for the client; `null` if there are too
   * many sign-ins.
   */
  begin(app: RelayedApp, cookie: string, request: Request): string | null {
    const { clock, randomId, maxLogins } = this.#options
    this.expire()
    if (this.#bySecret.size >= maxLogins) return null
    const login: Login = { key: randomId(), appId: publicId(app.id), cookie, usedAt: clock.now() }
    const secret = randomId()
    this.#bySecret.set(secret, login)
    this.#byKey.set(login.key, login)
    return this.#setCookie(login.appId, secret, request)
  }

  /** Forgets a client's sign-in. Returns the `Set-Cookie` that deletes its secret. */
  end(app: RelayedApp, request: Request): string {
    const appId = publicId(app.id)
    const secret = readSecret(request, appId)
    const login = secret === null ? undefined : this.#bySecret.get(secret)
    if (secret !== null && login?.appId === appId) this.#forget(secret, login)
    return `${this.#setCookie(appId, '', request)}; Max-Age=0`
  }

  /** The app as this client sees it: with its own sign-in, if it has one. */
  bind(app: RelayedApp, request: Request): RelayedApp {
    const secret = readSecret(request, app.id)
    const login = secret === null ? undefined : this.#bySecret.get(secret)
    if (login?.appId !== app.id) return app
    login.usedAt = this.#options.clock.now()
    return withLogin(app, login)
  }

  /** A directory that also knows the apps behind sign-ins. For use within the relay, never for names from a client. */
  over(directory: AppDirectory): AppDirectory {
    return {
      byAddress: (address) => directory.byAddress(address),
      byId: (id) => {
        const [appId = '', key] = id.split(MARK)
        const app = directory.byId(appId)
        if (app === null || key === undefined) return app
        const login = this.#byKey.get(key)
        return login?.appId === appId ? withLogin(app, login) : null
      },
    }
  }

  /** Forgets sign-ins that were not used for the time to live. */
  expire(): void {
    const before = this.#options.clock.now() - this.#options.ttlMs
    for (const [secret, login] of this.#bySecret) if (login.usedAt <= before) this.#forget(secret, login)
  }

  #forget(secret: string, login: Login): void {
    this.#bySecret.delete(secret)
    this.#byKey.delete(login.key)
  }

  /**
   * A cookie that pages cannot read and other sites cannot send. `SameSite=None` only for pages of a listed other site.
   */
  #setCookie(appId: string, value: string, request: Request): string {
    const { origin } = clientAddress(request, this.#options.trustProxy)
    const isSecure = origin.startsWith('https:')
    const isOtherSite = request.headers.get('sec-fetch-site') === 'cross-site' && isSafeForSecrets(origin)
    const site = isOtherSite ? 'SameSite=None; Secure' : `SameSite=Lax${isSecure ? '; Secure' : ''}`
    return `${cookieName(appId)}=${value}; Path=${this.#options.path || '/'}; HttpOnly; ${site}`
  }
}

function withLogin(app: RelayedApp, login: Login): RelayedApp {
  const headers: Record<string, string> = {}
  let own = ''
  for (const [name, value] of Object.entries(app.headers)) {
    if (name.toLowerCase() === 'cookie') own = `${value}; `
    else headers[name] = value
  }
  return { ...app, id: `${app.id}${MARK}${login.key}`, headers: { ...headers, cookie: own + login.cookie } }
}

/** One cookie per app: a client may be signed in at several. */
function cookieName(appId: string): string {
  return `rgs_login_${appId.slice(0, 1000)}`
}

function readSecret(request: Request, appId: string): string | null {
  const wanted = `${cookieName(appId)}=`
  const pair = (request.headers.get('cookie') ?? '').split(';').find((one) => one.trim().startsWith(wanted))
  return pair?.trim().slice(wanted.length) || null
}
