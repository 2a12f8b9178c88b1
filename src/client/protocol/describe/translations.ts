/**
 * Texts that an app has in several languages (`gr.I18n`, Gradio 5.30 and newer). In config and info such a text is a
 * mark with a key; the config's table has the words. Looked up as on Gradio's page: the page's language, then English,
 * then the key itself.
 */
import { isJsonObject, isSafeKey } from '../json-object.ts'

/** Words by key, by language (BCP 47). */
export type Translations = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Stands for a language: the caller's words, for keys that the app has no words for. */
export const OWN = 'own'

const MARK = '__i18n__'
/** A mark as Gradio writes it into a text: JSON without braces inside. */
const MARKS = /__i18n__(\{[^{}]{0,400}\})/g
/** Members that identify a mark: in a text, and in the info. */
const KINDS = ['__type__', '_type'] as const
const MOST_LANGUAGES = 200
const MOST_WORDS = 5000
/** How deep texts are searched within a value. */
const DEEPEST = 40

/** The table of a config, checked; `undefined` without one. */
export function readTranslations(table: unknown): Translations | undefined {
  if (!isJsonObject(table)) return undefined
  const languages = Object.entries(table)
    .slice(0, MOST_LANGUAGES)
    .flatMap(([language, words]) => (isSafeKey(language) && isJsonObject(words) ? [[language, readWords(words)] as const] : []))
  return languages.length > 0 ? Object.fromEntries(languages) : undefined
}

function readWords(words: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts = Object.entries(words).slice(0, MOST_WORDS)
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => isSafeKey(entry[0]) && typeof entry[1] === 'string'))
}

/** A text that may be a mark: the info writes one as an object, the config as text. `null` for anything else. */
export function markedText(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (!isJsonObject(value) || typeof value.key !== 'string') return null
  const isMark = KINDS.some((kind) => value[kind] === 'translation_metadata')
  return isMark ? MARK + JSON.stringify({ [KINDS[0]]: 'translation_metadata', key: value.key }) : null
}

/** A text with its marks replaced by words in a language (BCP 47). */
export function translateText(text: string, table: Translations | undefined, language: string): string {
  if (!text.includes(MARK)) return text
  return text.replaceAll(MARKS, (mark, json: string) => {
    const key = readKey(json)
    return key === null ? mark : (lookUp(table, language, key) ?? key)
  })
}

/** The same for every text within a JSON value. The same object if there is nothing to translate. */
export function translateWithin<Value>(value: Value, table: Translations | undefined, language: string, depth?: number): Value
export function translateWithin(value: unknown, table: Translations | undefined, language: string, depth = 0): unknown {
  if (typeof value === 'string') return translateText(value, table, language)
  if (depth > DEEPEST) return value
  if (Array.isArray(value)) {
    const list = value.map((item: unknown) => translateWithin(item, table, language, depth + 1))
    return list.some((item, index) => item !== value[index]) ? list : value
  }
  if (!isJsonObject(value)) return value
  const mark = markedText(value)
  if (mark !== null) return translateText(mark, table, language)
  let changed: Record<string, unknown> | null = null
  for (const [key, member] of Object.entries(value)) {
    const translated = translateWithin(member, table, language, depth + 1)
    if (translated !== member) changed = { ...(changed ?? value), [key]: translated }
  }
  return changed ?? value
}

function lookUp(table: Translations | undefined, language: string, key: string): string | undefined {
  if (!table) return undefined
  const languages = [language, language.split('-')[0] ?? '', 'en', OWN]
  for (const wanted of languages) {
    const name = Object.keys(table).find((one) => one.toLowerCase() === wanted.toLowerCase())
    const words = name === undefined ? undefined : table[name]
    if (words && Object.hasOwn(words, key)) return words[key]
  }
  return undefined
}

function readKey(json: string): string | null {
  try {
    const mark: unknown = JSON.parse(json)
    return isJsonObject(mark) && typeof mark.key === 'string' ? mark.key : null
  } catch {
    return null
  }
}
