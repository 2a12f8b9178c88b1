/** A link in an app's text. It is a link only if its target is safe. */
import { createContext, useContext } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { en } from '../../messages/en.ts'
import type { Messages } from '../../messages/messages.ts'
import { linkAddress } from './safe-address.ts'

/** What the elements of one document share. */
export const MarkdownSettings = createContext<{
  readonly app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
  readonly messages: Messages
}>({ app: null, messages: en })

interface LinkProps {
  href?: string | undefined
  title?: string | undefined
  children?: ReactNode
}

/** The link, or only its words. */
export function Link({ href, title, children }: LinkProps): ReactElement {
  const { app } = useContext(MarkdownSettings)
  const address = linkAddress(href, app)
  if (address === null) return <span title={title}>{children}</span>
  return (
    <a href={address} title={title} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}
