/**
 * Listings of folders: what each Gradio version answers (as it was answered by 3.50, 4.16 and 6.31), and what is no
 * listing.
 */
import { describe, expect, it } from 'vitest'
import { readFolderEntries } from '../../../src/client/protocol/values/folder-entries.ts'

const file = (name: string) => ({ name, isFolder: false, isChoosable: true })

describe('a listing', () => {
  it('of one folder keeps its order, and says which folders can be chosen', () => {
    const answer = [
      { name: 'letters', type: 'folder', valid: true },
      { name: 'old', type: 'folder', valid: false },
      { name: 'hills.png', type: 'file', valid: true },
      { name: 'A.txt', type: 'file' },
    ]
    expect(readFolderEntries(answer)).toEqual([
      { name: 'letters', isFolder: true, isChoosable: true },
      { name: 'old', isFolder: true, isChoosable: false },
      file('hills.png'),
      file('A.txt'),
    ])
  })

  it('of a whole tree, as Gradio up to 4.16 answers, is put in order: folders first', () => {
    const answer = [
      { path: 'readme.txt', type: 'file', children: null },
      { path: 'hills.png', type: 'file', children: null },
      {
        path: 'letters',
        type: 'folder',
        children: [
          { path: 'two.txt', type: 'file', children: null },
          { path: 'old', type: 'folder', children: [{ path: 'three.txt', type: 'file', children: null }] },
        ],
      },
    ]
    const old = { name: 'old', isFolder: true, isChoosable: false, entries: [file('three.txt')] }
    expect(readFolderEntries(answer)).toEqual([
      { name: 'letters', isFolder: true, isChoosable: false, entries: [old, file('two.txt')] },
      file('hills.png'),
      file('readme.txt'),
    ])
  })

  it('names each thing once, and may be empty', () => {
    const twice = { path: 'a.txt', type: 'file', children: null }
    expect(readFolderEntries([twice, twice])).toEqual([file('a.txt')])
    expect(readFolderEntries([])).toEqual([])
  })

  it('may hold names that look like members of every object', () => {
    const answer = JSON.parse('[{"name":"__proto__","type":"folder"},{"name":"constructor","type":"file"},{"name":"\\\\","type":"file"}]')
    expect(readFolderEntries(answer).map(({ name }) => name)).toEqual(['__proto__', 'constructor', '\\'])
  })
})

it.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'letters'],
  ['an object', { name: 'a', type: 'file' }],
  ['a list of texts', ['a.txt']],
  ['lists of files and folders', [['a.txt'], ['letters']]],
  ['an entry without a name', [{ type: 'file' }]],
  ['an empty name', [{ name: '', type: 'file' }]],
  ['a number as a name', [{ name: 7, type: 'file' }]],
  ['a name that leads out', [{ name: '..', type: 'folder' }]],
  ['a name that is a path', [{ name: 'a/b', type: 'file' }]],
  ['a name with a zero', [{ name: 'a\0', type: 'file' }]],
  ['a name without an end', [{ name: 'a'.repeat(1001), type: 'file' }]],
  ['another type', [{ name: 'a', type: 'link' }]],
  ['children that are none', [{ path: 'a', type: 'folder', children: 'b' }]],
  ['an endless tree', JSON.parse('[{"path":"a","type":"folder","children":'.repeat(2000) + '[]' + '}]'.repeat(2000))],
])('refuses %s', (_name, answer) => {
  expect(() => readFolderEntries(answer)).toThrow(expect.objectContaining({ code: 'message-invalid' }))
})
