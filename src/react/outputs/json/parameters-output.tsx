/** A list of parameters with their types and defaults, like a page of documentation. */
import type { ReactElement } from 'react'
import { Markdown } from '../markdown/markdown.tsx'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'

interface Parameter {
  readonly name: string
  readonly type: string
  readonly description: string
  readonly defaultText: string | null
}

const MOST_SHOWN = 500

function readParameters(value: unknown): readonly Parameter[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const parameters = Object.entries(value).map(([name, one]: [string, unknown]) => {
    if (typeof one !== 'object' || one === null) return null
    // Each member is checked before its use.
    const { type, description, default: given } = one as Record<string, unknown>
    const text = (member: unknown): string => (typeof member === 'string' ? member : '')
    return { name, type: text(type), description: text(description), defaultText: typeof given === 'string' ? given : null }
  })
  return parameters.every((parameter) => parameter !== null) ? parameters : null
}

function Parameters({ value, app, messages }: OutputComponentProps): ReactElement {
  const parameters = readParameters(value) ?? []
  if (parameters.length === 0) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  return (
    <dl className="rgs-parameters">
      {parameters.slice(0, MOST_SHOWN).map(({ name, type, description, defaultText }) => (
        <div key={name} className="rgs-parameter">
          <dt dir="ltr">
            <code className="rgs-mono">{name}</code> <code className="rgs-mono rgs-muted">{type}</code>
            {defaultText !== null && <code className="rgs-mono rgs-muted">{` = ${defaultText}`}</code>}
          </dt>
          <dd>
            <Markdown text={description} app={app} messages={messages} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** `gr.ParamViewer`. */
export const parametersOutput: OutputKind = { Component: Parameters, accepts: (value) => value === null || readParameters(value) !== null }
