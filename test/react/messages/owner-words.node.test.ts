import { expect, test } from 'vitest'
import { GradioStreamError } from '../../../src/client/errors.ts'
import { createFormats } from '../../../src/react/messages/formats.ts'
import { de } from '../../../src/react/messages/de.ts'
import { describeError } from '../../../src/react/parts/error/describe-error.ts'

const facts = { isRelayed: true, messages: de, formats: createFormats('de') }

test('a refusal in the words of the owner of the relay stands for itself', () => {
  const error = new GradioStreamError('access-denied', { message: '/echo was not taken: No.', details: { words: 'No credits left.' } })
  expect(describeError(error, facts)).toEqual({ title: 'No credits left.', body: null, next: null })
})

test('a refusal without words has those of its code', () => {
  const error = new GradioStreamError('access-denied', { message: 'No.' })
  expect(describeError(error, facts).title).toBe('Die App verweigert den Zugriff.')
})
