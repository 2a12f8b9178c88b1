/** What is wrong with a value is said in the language of the page, whoever found it: each code, provoked for real. */
import '../../client/loaded.ts'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { describe, expect, it, test } from 'vitest'
import { GradioStreamError, isGradioStreamError } from '../../../src/client/errors.ts'
import type { InputIssue, InputIssueCode } from '../../../src/client/errors.ts'
import { takeFiles } from '../../../src/client/protocol/values/given-files.ts'
import { GradioProcess, useGradioStream } from '../../../src/react/index.ts'
import type { GradioProcessProps, InputKind, Messages } from '../../../src/react/index.ts'
import { ar } from '../../../src/react/messages/ar.ts'
import { de } from '../../../src/react/messages/de.ts'
import type { ScenarioParameter, ScenarioRefusal } from '../../../src/testing/scenario.ts'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { failedWith } from '../../../stories/states.ts'
import { APP, createStage } from '../../hooks/stage.tsx'
import { draw } from './draw.tsx'

interface Case {
  /** The one parameter of the endpoint, `given`, and the value that its field reads. */
  readonly parameter: Partial<ScenarioParameter>
  readonly value: unknown
  readonly refusal?: ScenarioRefusal
  /** Beside the field. */
  readonly fixedValues?: Readonly<Record<string, unknown>>
  readonly german: string
}

const deep = (levels: number): unknown => (levels === 0 ? [] : [deep(levels - 1)])
class Broken {
  toJSON(): never {
    throw new Error('This holds itself.')
  }
}
const typed = (schema: Readonly<Record<string, unknown>>) => ({ component: 'api', schema })
const refused = (issue: object): ScenarioRefusal => ({
  status: 422,
  body: { detail: [{ __type__: 'validate', is_valid: false, parameter_name: 'given', ...issue }] },
})

const CASES: Readonly<Record<string, Case>> = {
  'value-missing': { parameter: {}, value: undefined, german: 'Hier fehlt ein Wert.' },
  'value-mismatched': { parameter: typed({ type: 'integer' }), value: 'x', german: 'Das passt hier nicht. Es passt: Ganze Zahl.' },
  'value-mismatched, in a place': {
    parameter: typed({ type: 'array', items: { anyOf: [{ enum: ['a', 'b'] }, { type: 'null' }] } }),
    value: ['a', 5],
    german: '[1]: Das passt hier nicht. Es passt: "a" und "b".',
  },
  'list-length': {
    parameter: typed({ type: 'array', minItems: 2, maxItems: 3 }),
    value: [1],
    german: 'Benötigte Einträge: 2–3. Vorhanden: 1.',
  },
  'list-length, without a limit': {
    parameter: typed({ type: 'array', minItems: 2 }),
    value: [1],
    german: 'Benötigte Einträge: ≥ 2. Vorhanden: 1.',
  },
  'value-too-deep': { parameter: {}, value: deep(501), german: 'Mehr als 500 Ebenen aus Listen und Objekten werden nicht angenommen.' },
  'value-binary': { parameter: {}, value: new Float32Array(2), german: 'Dieser Wert kann nicht gesendet werden.' },
  'value-not-json': { parameter: {}, value: new Broken(), german: 'Dieser Wert kann nicht gesendet werden.' },
  'number-infinite': { parameter: {}, value: Number.NaN, german: 'Das ist keine Zahl.' },
  'number-inexact': {
    parameter: { component: 'number', props: { precision: 0 } },
    value: 2 ** 60,
    german: 'Diese Zahl hat mehr Stellen, als gesendet werden können.',
  },
  'name-unknown': {
    parameter: {},
    value: 'x',
    fixedValues: { gegeben: 1 },
    german: 'Die App nimmt keinen Wert mit diesem Namen an.',
  },
  'file-wanted': { parameter: { component: 'image' }, value: 5, german: 'Hier wird eine Datei gebraucht.' },
  'file-wanted, of a value without a field': {
    parameter: { component: 'image' },
    value: null,
    fixedValues: { given: 5 },
    german: 'Hier wird eine Datei gebraucht.',
  },
  'file-foreign': {
    parameter: { component: 'image' },
    value: { path: '/tmp/a.png', url: 'https://other.test/file=/tmp/a.png' },
    german: 'Diese Datei gehört zu einer anderen App: other.test.',
  },
  'file-unreadable': {
    parameter: { component: 'image' },
    value: 'data:image/png;base64,@@@',
    german: 'Die Datei konnte nicht gelesen werden. Wählen Sie sie noch einmal aus.',
  },
  'file-unreadable, of a stream': {
    parameter: { component: 'file' },
    value: {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('The disk is gone.')) }),
    },
    german: 'Die Datei konnte nicht gelesen werden. Wählen Sie sie noch einmal aus.',
  },
  'app-refused': { parameter: {}, value: 'x', refusal: refused({}), german: 'Die App hat diesen Wert nicht angenommen.' },
  'app-words': { parameter: {}, value: 'x', refusal: refused({ message: 'Too short.' }), german: 'Too short.' },
}

/** A page whose only field reads the value of the case. */
function drawCase({ parameter: given, value, refusal, fixedValues }: Case, messages: Messages, locale: string): void {
  const component = given.component ?? 'textbox'
  const kind: InputKind = { Component: () => <i />, read: () => ({ ok: true, value }) }
  const scenario = {
    name: 'taker',
    parameters: [{ name: 'given', component, ...given }],
    returns: [],
    steps: [],
    ...(refusal ? { joinRefusal: refusal } : {}),
  }
  const props: GradioProcessProps = { app: APP, endpoint: '/taker', messages, locale, inputKinds: { [component]: kind }, fixedValues }
  createStage({ scenarios: [scenario] }).render(<GradioProcess {...props} />)
}

const runButton = (messages: Messages) => screen.findByRole('button', { name: messages.actions.run })
/** Texts that a visitor reads, without the folded details, which are for whoever built the page. */
function readable(): string {
  const page = document.body.cloneNode(true)
  if (!(page instanceof HTMLElement)) return ''
  for (const details of page.querySelectorAll('.rgs-error-details')) details.remove()
  return page.textContent
}

it.each(Object.entries(CASES))('says %s in German', async (_code, one) => {
  drawCase(one, de, 'de')
  await userEvent.click(await runButton(de))
  await waitFor(() => expect(readable()).toContain(one.german))
})

it.each(Object.entries(CASES).filter(([code]) => code !== 'app-words'))('says %s in Arabic, without an English word', async (code, one) => {
  drawCase(one, ar, 'ar')
  await userEvent.click(await runButton(ar))
  const title = ar.errors['input-invalid'].call(null, {} as never).title
  await waitFor(() => expect(readable()).toContain(title))
  // Names of the call and of hosts stay.
  const rest = readable().replaceAll(/taker|given|gegeben|other\.test|Scenarios|app\.test|http:|"a"|"b"/gi, '')
  expect(rest, code).not.toMatch(/[a-z]{3}/i)
})

test('says that too many values were given, which only code can do', async () => {
  function Page(): ReactElement {
    const stream = useGradioStream({ app: APP, endpoint: '/echo' })
    return (
      <>
        <button type="button" onClick={() => stream.submit(['a', 'b', 'c'])}>
          Drei
        </button>
        <GradioProcess.View stream={stream} messages={de} locale="de" />
      </>
    )
  }
  createStage().render(<Page />)
  await userEvent.click(screen.getByRole('button', { name: 'Drei' }))
  await waitFor(() => expect(readable()).toContain('Werte, die die App annimmt: 1. Vorhanden: 3.'))
})

test('says that Gradio 3 fetches no address', () => {
  const endpoint = { ...summarise, parameters: [parameter('image', 'Picture')] }
  const app = { apiUrl: 'http://a.test/', rootUrl: 'http://a.test', address: 'http://a.test', version: '3.50.2' }
  let error: unknown
  try {
    takeFiles(endpoint, ['https://b.test/a.png'], app)
  } catch (cause) {
    error = cause
  }
  if (!isGradioStreamError(error, 'input-invalid')) throw error
  draw(failedWith(error, { endpoint }), undefined, { messages: de, locale: 'de' })
  expect(readable()).toContain('Diese App nimmt nur die Datei selbst an, nicht ihre Adresse.')
})

describe('a page of another version', () => {
  const issue = (code: string, message: string): InputIssue =>
    ({ parameter: 'text', code: code as InputIssueCode, params: {}, message }) as InputIssue
  const drawIssue = (one: InputIssue, messages: GradioProcessProps['messages']): void => {
    const error = new GradioStreamError('input-invalid', { message: 'No.', details: { issues: [one] } })
    draw(failedWith(error, {}), undefined, { messages, locale: 'de' })
  }

  it('shows the words of a code that it does not know', () => {
    drawIssue(issue('value-purple', 'is purple'), de)
    expect(readable()).toContain('is purple')
  })

  it('shows the English sentence where its own language has none', () => {
    drawIssue(issue('value-missing', 'is required'), { actions: { run: 'Los' } })
    expect(readable()).toContain('This needs a value.')
  })
})
