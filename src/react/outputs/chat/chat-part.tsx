/** One piece of a message: a text, a file, or a component, drawn by the output of its kind. */
import { useContext } from 'react'
import type { ReactElement } from 'react'
import { isFile } from '@gradio-stream/client/internal/protocol/values/input-files'
import { FilePreview } from '../../inputs/files/file-preview.tsx'
import { LongCode } from '../code/long-code.tsx'
import { readFiles } from '../../kit/file-address.ts'
import { fileOutput } from '../files/file-output.tsx'
import { jsonOutput } from '../json/json-output.tsx'
import { Markdown } from '../markdown/markdown.tsx'
import { OutputRegistryContext } from '../registry-context.ts'
import type { OutputKind, OutputRegistry } from '../output-kind.ts'
import { textOutput } from '../text/text-output.tsx'
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
          <LongCode text={part.text} />
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
  // A file sent from here: the app does not report its address.
  if (part.type === 'file' && isFile(part.file)) {
    const name = 'name' in part.file && typeof part.file.name === 'string' ? part.file.name : messages.chat.attachment
    return (
      <div className="rgs-message-part rgs-message-file">
        <FilePreview entry={part.file} name={name} app={null} messages={messages} />
        <bdi>{name}</bdi>
      </div>
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

/** A chat inside a chat could be endless; everything else is drawn as outside. */
function kindFor(outputs: OutputRegistry, component: string, value: unknown): OutputKind {
  const kind = component !== 'chatbot' && Object.hasOwn(outputs, component) ? outputs[component] : undefined
  if (kind && (kind.accepts?.(value) ?? true)) return kind
  if (readFiles(value)) return fileOutput
  return typeof value === 'string' ? textOutput : jsonOutput
}
