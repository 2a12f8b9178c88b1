/** What all messages of one chat share: the app's settings, and the texts. */
import { createContext, useMemo } from 'react'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { fileAddress, readFiles } from '../../kit/file-address.ts'
import { readDelimiters } from '../markdown/math-delimiters.ts'
import type { MathDelimiter } from '../markdown/math-delimiters.ts'

/** Settings of a chat. */
export interface ChatSettings {
  readonly app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
  readonly messages: Messages
  readonly formats: Formats
  readonly isMarkdown: boolean
  readonly lineBreaks: boolean
  readonly mathDelimiters: readonly MathDelimiter[]
  readonly dir: 'rtl' | 'auto'
  /** Addresses of the avatars of the person and of the app. */
  readonly avatars: { readonly user: string | null; readonly assistant: string | null }
}

/**
 * The settings of a chat. The same object while nothing changes, although the component's properties are a new object
 * in every frame.
 */
export function useChatSettings(
  props: Readonly<Record<string, unknown>>,
  { app, messages, formats }: Pick<ChatSettings, 'app' | 'messages' | 'formats'>,
): ChatSettings {
  const { latex_delimiters: delimiters, avatar_images: images, render_markdown: isMarkdown, line_breaks: lineBreaks, rtl } = props
  return useMemo(() => {
    const [user, assistant] = Array.isArray(images) ? (images as unknown[]) : []
    const avatar = (value: unknown): string | null => {
      const file = readFiles(value)?.[0]
      return file ? fileAddress(file, app) : null
    }
    return {
      app,
      messages,
      formats,
      isMarkdown: isMarkdown !== false,
      lineBreaks: lineBreaks !== false,
      mathDelimiters: readDelimiters(delimiters),
      dir: rtl === true ? 'rtl' : 'auto',
      avatars: { user: avatar(user), assistant: avatar(assistant) },
    }
  }, [delimiters, images, isMarkdown, lineBreaks, rtl, app, messages, formats])
}

/** Puts a text into the composer beside a chat; `null` without a composer. */
export const ComposerContext = createContext<((text: string) => void) | null>(null)
