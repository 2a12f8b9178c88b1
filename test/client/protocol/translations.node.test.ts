/** `gr.I18n`: marks in an app's texts, and the words for them in the page's language. */
import { expect, test } from 'vitest'
import { OWN, readTranslations, translateText, translateWithin } from '../../../src/client/protocol/describe/translations.ts'
import { describeForm, endpointOf, readForm } from './form-captures.ts'

const mark = (key: string) => `__i18n__{"__type__": "translation_metadata", "key": "${key}"}`

test.each([5, 6])('Gradio %i: labels, help, choices and titles are in the page’s language', (version) => {
  const app = describeForm(readForm(version))
  const endpoint = endpointOf(app, '/paint')
  const inGerman = translateWithin(endpoint, app.translations, 'de-AT')
  const strength = inGerman.parameters.find(({ name }) => name === 'strength')
  expect(strength).toMatchObject({ label: 'Stärke', props: { label: 'Stärke', info: 'Wie viel davon' } })
  expect(inGerman.parameters.find(({ name }) => name === 'style')?.props.choices).toEqual([
    ['Öl', 'oil'],
    ['Ink', 'ink'],
  ])
  expect(inGerman.submitLabel).toBe('Mal es')
  expect(JSON.stringify(inGerman)).not.toContain('__i18n__')
  expect(translateWithin(endpoint, app.translations, 'fr').submitLabel).toBe('Paint it')
})

test('words are looked for as on Gradio’s page: the language, its stem, English, the key', () => {
  const table = readTranslations({ en: { a: 'one', b: 'two' }, 'zh-CN': { a: '一' }, de: { a: 'eins' } })
  expect(translateText(mark('a'), table, 'zh-cn')).toBe('一')
  expect(translateText(mark('a'), table, 'de-CH')).toBe('eins')
  expect(translateText(mark('b'), table, 'de')).toBe('two')
  expect(translateText(mark('c'), table, 'de')).toBe('c')
  expect(translateText(mark('toString'), table, 'de')).toBe('toString')
  expect(translateText(`> ${mark('a')} <`, table, 'de')).toBe('> eins <')
  expect(translateText(mark('a'), undefined, 'de')).toBe('a')
})

test('what is no mark stays as it is, and the same object', () => {
  for (const text of ['__i18n__', '__i18n__{', '__i18n__{x}', '__i18n__{"key":3}', 'plain'])
    expect(translateText(text, undefined, 'de')).toBe(text)
  const value = { a: [1, 'b', { c: null }] }
  expect(translateWithin(value, {}, 'de')).toBe(value)
})

test('a table is read with suspicion', () => {
  expect(readTranslations(null)).toBeUndefined()
  expect(readTranslations([])).toBeUndefined()
  expect(readTranslations(JSON.parse('{"__proto__":{"a":"x"},"de":{"__proto__":"x","a":3,"b":"y"},"fr":7}'))).toEqual({ de: { b: 'y' } })
})

test('for keys the app has no words for there may be words of one’s own', () => {
  const table = { ...readTranslations({ en: { a: 'one' } }), [OWN]: { a: 'uno', 'chat_interface.new_chat': 'Chat nuevo' } }
  expect(translateText(mark('a'), table, 'es')).toBe('one')
  expect(translateText(mark('chat_interface.new_chat'), table, 'es')).toBe('Chat nuevo')
})
