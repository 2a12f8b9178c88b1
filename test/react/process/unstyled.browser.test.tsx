/// <reference types="vite/client" />
/** An unstyled process takes nothing from the stylesheet: every element looks as on a page that does not have it. */
import '../../client/loaded.ts'
import { cleanup, render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { GradioProcess, type GradioStream } from '../../../src/react/index.ts'
import { defaultOutputs } from '../../../src/react/outputs/output-registry.ts'
import '../../../src/react/styles/index.css'
import { finished } from '../../../stories/finished.ts'
import type { GivenOutput } from '../../../stories/finished.ts'
import { stillClock, summarise } from '../../../stories/fixtures.ts'
import { logLines, running, states, stream } from '../../../stories/states.ts'
import { everyKind } from '../translation/every-kind.ts'
import { EVERY_FIELD } from './every-field.ts'

const outputs = Object.keys(defaultOutputs).map((kind): GivenOutput => [kind, kind, everyKind[kind]?.at(2), everyKind[kind]?.props])
const PAGES: readonly [name: string, stream: GradioStream][] = [
  ['idle', states.Idle],
  ['a nested run', states.RunningNested],
  ['a log', states.LoggingWarning],
  ['a failure', states.Failed],
  ['a success', states.Succeeded],
  ['every kind of output', finished(...outputs)],
  ['every kind of field', stream({ endpoint: { ...summarise, parameters: EVERY_FIELD } })],
  ['a toast', { ...states.RunningIndeterminate, state: running(4, { logs: logLines(['warning', 'Nothing to read']) }) }],
]
const PSEUDO = [null, '::before', '::after'] as const
const still = document.createElement('style')
still.textContent = '*, *::before, *::after { transition: none !important; animation: none !important; }'

// What is loaded late is there before it is looked at.
beforeAll(async () => {
  document.head.append(still)
  ours = [...document.styleSheets].filter(({ cssRules }) => [...cssRules].some(({ cssText }) => cssText.includes('rgs.')))
  expect(ours.length).toBeGreaterThan(0)
  const code = import.meta.glob(['../../../src/react/{inputs,outputs}/**/*.{ts,tsx}', '../../../src/react/process/*.tsx', '!**/plotly/**'])
  await Promise.all(Object.values(code).map((load) => load()))
}, 120_000)
afterAll(() => still.remove())
afterEach(() => {
  setStylesheet(true)
  cleanup()
})

let ours: readonly CSSStyleSheet[] = []
let names: readonly string[] = []

/** Every property that a rule of the page sets, read once. */
function properties(): readonly string[] {
  if (names.length > 0) return names
  const found = new Set<string>()
  const read = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      if ('style' in rule && rule.style instanceof CSSStyleDeclaration) for (const name of rule.style) found.add(name)
      if ('cssRules' in rule && rule.cssRules instanceof CSSRuleList) read(rule.cssRules)
    }
  }
  for (const sheet of ours) read(sheet.cssRules)
  return (names = [...found].filter((name) => !name.startsWith('--')))
}

/** Puts the stylesheet in or out; other CSS of the page stays. */
function setStylesheet(isThere: boolean): void {
  for (const sheet of ours) sheet.disabled = !isThere
}

/** What every element, and what lies before and after it, makes of the properties that the stylesheet sets. */
function looksOf(container: Element): readonly string[] {
  return [...container.querySelectorAll('*')].flatMap((element) =>
    PSEUDO.flatMap((pseudo) => {
      const style = getComputedStyle(element, pseudo)
      const name = `${element.tagName}.${element.getAttribute('class')}${pseudo ?? ''}`
      return properties().map((property) => `${name} { ${property}: ${style.getPropertyValue(property)} }`)
    }),
  )
}

/** The declarations that the stylesheet changes. */
async function changedBy(tree: ReactElement): Promise<readonly string[]> {
  const { container } = render(tree)
  let count = -1
  await expect
    .poll(() => {
      const before = count
      count = container.querySelectorAll('*').length
      return count === before
    })
    .toBe(true)
  expect(properties().length).toBeGreaterThan(80)
  setStylesheet(false)
  const bare = looksOf(container)
  setStylesheet(true)
  const looks = looksOf(container)
  return looks.length === bare.length ? looks.filter((look, index) => look !== bare[index]) : ['the page moved meanwhile']
}

const draw = (shown: GradioStream, unstyled: boolean): ReactElement => (
  <GradioProcess.View stream={shown} clock={stillClock} locale="en" unstyled={unstyled} />
)

test.each(PAGES)('the stylesheet changes nothing in %s', { timeout: 60_000 }, async (_name, shown) => {
  expect(await changedBy(draw(shown, true))).toEqual([])
})

test('and changes most of what is styled', async () => {
  expect((await changedBy(draw(states.Succeeded, false))).length).toBeGreaterThan(100)
})
