/** A field, an output and a part of a page's own are written with types of the entry alone. */
import { renderToString } from 'react-dom/server'
import type { ReactElement } from 'react'
import { expect, expectTypeOf, test } from 'vitest'
import { GradioProcess, useGradioProcess } from '../../src/react/index.ts'
import type {
  Clock,
  FinishTools,
  Formats,
  InputApp,
  InputKind,
  InputProps,
  InputReading,
  InputWords,
  Messages,
  OutputComponentProps,
  OutputKind,
  OutputPlaceholder,
  ParameterDescription,
  StatusState,
  SubmitProps,
  SubmitState,
  UploadingFile,
} from '../../src/react/index.ts'
import { stillClock } from '../../stories/fixtures.ts'
import { states } from '../../stories/states.ts'

const read = (draft: unknown, parameter: ParameterDescription, words: InputWords): InputReading =>
  typeof draft === 'string' ? { ok: true, value: draft } : { ok: false, message: `${words.messages.issues.missing} ${parameter.label}` }
const finish = (value: unknown, _parameter: ParameterDescription, tools: FinishTools): Promise<InputReading> | null =>
  tools.app === null ? null : Promise.resolve({ ok: true, value })
const placeholder: OutputPlaceholder = 'line'
const field: InputKind = { Component: ({ draft }: InputProps) => <input defaultValue={String(draft)} />, read, finish }
const output: OutputKind = { Component: ({ value }: OutputComponentProps) => <b>{String(value)}</b>, placeholder }

function Mine(props: SubmitProps): ReactElement {
  const { part } = useGradioProcess()
  return (
    <GradioProcess.Submit {...props} render={(own, state: SubmitState) => <button {...own}>{`${state.action} ${part.status}`}</button>} />
  )
}

test('a part of a page’s own is drawn with them', () => {
  const html = renderToString(
    <GradioProcess.View stream={states.Queued} clock={stillClock} inputKinds={{ mine: field }} outputKinds={{ mine: output }}>
      <Mine />
    </GradioProcess.View>,
  )
  expect(html).toContain('>cancel queued</button>')
})

test('what they are given has a name in the entry', () => {
  expectTypeOf<InputProps['app']>().toEqualTypeOf<InputApp | null>()
  expectTypeOf<InputProps['uploads']>().toEqualTypeOf<readonly UploadingFile[]>()
  expectTypeOf<InputProps['messages']>().toEqualTypeOf<Messages>()
  expectTypeOf<InputProps['formats']>().toEqualTypeOf<Formats>()
  expectTypeOf<StatusState['status']>().toEqualTypeOf<SubmitState['status']>()
  expectTypeOf(stillClock).toExtend<Clock>()
})
