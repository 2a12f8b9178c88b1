/** One piece of a message: text, a file, or a component, drawn by the output of its kind. */
import { useContext } from 'react'
import type { ReactElement } from 'react'
import { LongText } from '../code/long-text.tsx'
import { readFiles } from '../file-address.ts'
import { fileOutput } from '../file-output.tsx'
import { jsonOutput } from '../json-output.tsx'
import { Markdown } from '../markdown/markdown.tsx'
import { OutputRegistryContext } from '../registry-context.ts'
import type { OutputKind, OutputRegistry } from '../output-kind.ts'
import { textOutput } from '../text-output.tsx'
import type { ChatSettings } from './chat-settings.ts'
import type { ChatPart } from './read-chat.ts'

/** Draws a part. */
export function ChatPartView({
  part,
  isGrowing,
  settings,
}: {
  part: ChatPart
  isGrowing: boolean
  settings: ChatSettings
}): ReactElement | null {
  const { app, messages, formats, isMarkdown, lineBreaks, mathDelimiters, dir } = settings
  const outputs = useContext(OutputRegistryContext)
  if (part.type === 'text') {
    if (!isMarkdown) {
      return (
        <div className="rgs-markdown rgs-markdown-plain" dir={dir}>
          <LongText text={part.text} />
        </div>
      )
    }
    return (
      <Markdown
        text={part.text}
        isStreaming={isGrowing}
        app={app}
        messages={messages}
        lineBreaks={lineBreaks}
        mathDelimiters={mathDelimiters}
        dir={dir}
      />
    )
  }
  const [component, value] = part.type === 'file' ? fileComponent(part) : [part.component.toLowerCase(), part.value]
  const kind = kindFor(outputs, component, value)
  const label = (part.type === 'file' ? part.description : null) ?? messages.chat.attachment
  return (
    <div className="rgs-message-part">
      <kind.Component
        value={value}
        label={label}
        componentProps={part.type === 'component' ? part.props : {}}
        app={app}
        isStreaming={false}
        messages={messages}
        formats={formats}
      />
    </div>
  )
}

function fileComponent({ file, mimeType }: Extract<ChatPart, { type: 'file' }>): readonly [component: string, value: unknown] {
  if (mimeType.startsWith('image/')) return ['image', file]
  if (mimeType.startsWith('audio/')) return ['audio', file]
  return mimeType.startsWith('video/') ? ['video', { video: file, subtitles: null }] : ['file', file]
}

/** A chat in a chat has no end; everything else is drawn as it would be outside. */
function kindFor(outputs: OutputRegistry, component: string, value: unknown): OutputKind {
  const kind = component !== 'chatbot' && Object.hasOwn(outputs, component) ? outputs[component] : undefined
  if (kind && (kind.accepts?.(value) ?? true)) return kind
  if (readFiles(value)) return fileOutput
  return typeof value === 'string' ? textOutput : jsonOutput
}
