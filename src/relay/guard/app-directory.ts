/** Finds the app that a client names: a configured name, or the base64url of an allowed address. */
import { optionInvalid } from '@gradio-stream/client/internal/check-options'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { addressFault, createAllowList, normaliseAddress, shownAddress } from './allow-list.ts'
import type { AllowList } from './allow-list.ts'

/** An app the relay may reach. */
export interface RelayedApp {
  /** Its name in the relay's paths, and in the keys of its sessions. */
  readonly id: string
  /** Its name in `apps`; its address if it is not there. */
  readonly name: string
  /** It is one of `apps`: the operator chose its address, not a client. */
  readonly isNamed: boolean
  /** Base address without a trailing slash. Never sent to a client that knows the app by name. */
  readonly url: string
  /** Sent with every request to it. */
  readonly headers: Readonly<Record<string, string>>
  /** Endpoints whose runs may be begun twice, with their leading slash. */
  readonly restart: ReadonlySet<string>
}

/** One app of the relay's configuration. */
export interface RelayAppOptions {
  /** Base address of the Gradio app. */
  url: string
  /** Sent with every request to the app, for example an access token. Clients never see them. */
  headers?: Readonly<Record<string, string>>
  /**
   * Endpoints, such as `/generate`, whose runs are begun again, at most three times, where the relay that followed them
   * is gone: calling them twice does no harm. The page shows it. Of others such a run ends with `relay-lost`. Counts
   * with `store` only. @defaultValue none
   */
  restart?: readonly string[]
}

export interface AppDirectory {
  /** The app of a path; `null` if it does not exist or is not allowed. */
  byId(id: string): RelayedApp | null
  /** The app that a client asks for by name or address. Throws `address-invalid` or `app-not-allowed`. */
  byAddress(address: string): RelayedApp
}

const NONE: ReadonlySet<string> = new Set()
const NAME = /^[\w.~-]{1,100}$/

/** Throws `options-invalid` for a configuration that cannot work. */
export function createAppDirectory(apps: Readonly<Record<string, string | RelayAppOptions>> = {}, allow?: AllowList): AppDirectory {
  const isAllowed = createAllowList(allow)
  const named = new Map(Object.entries(apps).map(([name, app]) => [name, configuredApp(name, app)]))
  const byUrl = new Map(Array.from(named.values(), (app) => [app.url, app]))

  function addressed(url: string): RelayedApp | null {
    return isAllowed(url) ? { id: encodeId(url), name: url, isNamed: false, url, headers: {}, restart: NONE } : null
  }

  return {
    byId(id) {
      const app = named.get(id)
      if (app) return app
      const url = decodeId(id)
      return url === null ? null : addressed(url)
    },
    byAddress(address) {
      const name = named.get(address)
      if (name) return name
      const url = normaliseAddress(address)
      if (url === null) throw addressInvalid(address)
      const app = byUrl.get(url) ?? addressed(url)
      if (app === null) throw notAllowed(address)
      return app
    },
  }
}

function configuredApp(name: string, app: string | RelayAppOptions): RelayedApp {
  const { url: address, headers = {}, restart = [] } = typeof app === 'string' ? { url: app } : app
  const url = normaliseAddress(address)
  if (!NAME.test(name)) throw optionInvalid('apps', `names an app "${name.slice(0, 200)}"`, 'Use letters, digits, ".", "_", "~" and "-".')
  if (url === null) throw optionInvalid(`apps.${name}`, `has the address "${shownAddress(address)}", which ${addressFault(address)}`)
  return {
    id: name,
    name,
    isNamed: true,
    url,
    headers: { ...headers },
    restart: new Set(restart.map((name) => `/${name.trim().replace(/^\/+/, '')}`)),
  }
}

function encodeId(url: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(url))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function decodeId(id: string): string | null {
  if (!/^[\w-]{1,4000}$/.test(id)) return null
  try {
    const bytes = Uint8Array.from(atob(id.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
    return normaliseAddress(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}

function addressInvalid(address: string): GradioStreamError<'address-invalid'> {
  return new GradioStreamError('address-invalid', {
    message: `"${shownAddress(address)}" is no name of an app of this relay, and as an address it ${addressFault(address)}.`,
    hint: 'Pass the base address of a Gradio app, as https://owner-space.hf.space.',
    details: { seen: shownAddress(address) },
  })
}

export function notAllowed(address: string): GradioStreamError<'app-not-allowed'> {
  return new GradioStreamError('app-not-allowed', {
    message: `The relay does not allow the app at ${address.slice(0, 200)}.`,
    hint: 'Add it to "apps" or "allow" of createGradioRelay.',
    details: { seen: address },
  })
}
