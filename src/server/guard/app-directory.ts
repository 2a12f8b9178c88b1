/** From what a client calls an app to the app: a configured name, or the base64url of an allowed address. */
import { GradioStreamError } from '../../core/errors.ts'
import { createAllowList, normaliseAddress } from './allow-list.ts'
import type { AllowList } from './allow-list.ts'

/** An app the relay may reach. */
export interface RelayedApp {
  /** Its name in the relay's paths, and in the keys of its sessions. */
  readonly id: string
  /** Base address without a trailing slash. Never sent to a client that came by name. */
  readonly url: string
  /** Sent with every request to it. */
  readonly headers: Readonly<Record<string, string>>
}

/** One app of the relay's configuration. */
export interface RelayAppOptions {
  /** Base address of the Gradio app. */
  url: string
  /** Sent with every request to the app, such as an access token; clients never see them. */
  headers?: Readonly<Record<string, string>>
}

export interface AppDirectory {
  /** The app of a path; `null` when there is none, or none that is allowed. */
  byId(id: string): RelayedApp | null
  /** The app a client asks for by name or address. Throws `address-invalid` or `app-not-allowed`. */
  byAddress(address: string): RelayedApp
}

const NAME = /^[\w.~-]{1,100}$/

/** Throws a `TypeError` for a configuration that cannot work. */
export function createAppDirectory(apps: Readonly<Record<string, string | RelayAppOptions>> = {}, allow?: AllowList): AppDirectory {
  const isAllowed = createAllowList(allow)
  const named = new Map(Object.entries(apps).map(([name, app]) => [name, configuredApp(name, app)]))
  const byUrl = new Map(Array.from(named.values(), (app) => [app.url, app]))

  function addressed(url: string): RelayedApp | null {
    return isAllowed(url) ? { id: encodeId(url), url, headers: {} } : null
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
  const { url: address, headers = {} } = typeof app === 'string' ? { url: app } : app
  const url = normaliseAddress(address)
  if (!NAME.test(name)) throw new TypeError(`"${name}" cannot name an app of the relay: use letters, digits, ".", "_", "~" and "-".`)
  if (url === null)
    throw new TypeError(`The address of the relay's app "${name}" is no http or https address without a user: "${address}".`)
  return { id: name, url, headers: { ...headers } }
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
    message: `"${address.slice(0, 200)}" is neither the name of an app of this relay nor an http address.`,
    hint: 'Pass the base address of a Gradio app, as https://owner-space.hf.space.',
    details: { seen: address },
  })
}

export function notAllowed(address: string): GradioStreamError<'app-not-allowed'> {
  return new GradioStreamError('app-not-allowed', {
    message: `The relay does not allow the app at ${address.slice(0, 200)}.`,
    hint: 'Add it to "apps" or "allow" of createGradioRelay.',
    details: { seen: address },
  })
}
