/**
 * A language of a page's own: as much of it as it has, and English for the rest, also for texts that a later version
 * adds.
 */
import { expect, expectTypeOf, it } from 'vitest'
import { createFormats, en, mergeMessages } from '../../../src/react/index.ts'
import type { Messages, MessagesOverride } from '../../../src/react/index.ts'
import { de } from '../../../src/react/messages/de.ts'

const formats = createFormats('en')

it('takes any part of the texts, at any depth, and leaves the rest English', () => {
  const own = mergeMessages(en, { actions: { run: 'Go' }, form: { kinds: { text: 'Words' } } })
  expect(own.actions).toEqual({ ...en.actions, run: 'Go' })
  expect(own.form.kinds).toEqual({ ...en.form.kinds, text: 'Words' })
  expect(own.form.required).toBe(en.form.required)
  expect(en.form.kinds.text).not.toBe('Words')
})

it('falls back to English for every text that an older language does not have', () => {
  const { output: _newGroup, ...others } = de
  const { run: _newText, ...actions } = de.actions
  const { text: _newKind, ...kinds } = de.form.kinds
  const { 'run-failed': _newError, ...errors } = de.errors
  const older: MessagesOverride = { ...others, actions, errors, form: { ...de.form, kinds } }
  const whole = mergeMessages(en, older)
  expect(whole.output).toEqual(en.output)
  expect(whole.actions).toEqual({ ...de.actions, run: en.actions.run })
  expect(whole.form.kinds).toEqual({ ...de.form.kinds, text: en.form.kinds.text })
  expect(whole.errors['run-failed']).toBe(en.errors['run-failed'])
  expect(whole.errors['queue-full']).toBe(de.errors['queue-full'])
})

it('ignores texts of another version, and those that are undefined', () => {
  const other = { actions: { run: undefined, danced: 'Danced' }, gone: { text: 'x' } } as MessagesOverride
  expect(mergeMessages(en, other)).toEqual(en)
  expect(Object.keys(mergeMessages(en, other))).toEqual(Object.keys(en))
})

it('keeps a text that is made of numbers', () => {
  const own = mergeMessages(en, { form: { more: (count, own) => `+${own.number(count)}` } })
  expect(own.form.more(3, formats)).toBe('+3')
})

it('is typed: every text may be left out, none may be misspelt', () => {
  expectTypeOf<{ actions: { run: string } }>().toExtend<MessagesOverride>()
  expectTypeOf<{ form: { kinds: { text: string } } }>().toExtend<MessagesOverride>()
  expectTypeOf<Messages>().toExtend<MessagesOverride>()
  expectTypeOf<{ actions: { run: number } }>().not.toExtend<MessagesOverride>()
  // @ts-expect-error a group that is not there
  const misspelt: MessagesOverride = { action: {} }
  expect(mergeMessages(en, misspelt)).toEqual(en)
})
