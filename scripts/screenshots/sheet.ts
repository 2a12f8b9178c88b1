/** One page with all pictures on it, to look at. */

/** A page that shows files lying beside it, under a heading for each group of stories. */
export function sheetOf(pictures: readonly { group: string; name: string; file: string }[]): string {
  const figures = pictures.map(({ group, name, file }, index) => {
    const heading = pictures[index - 1]?.group === group ? '' : `<h2>${escape(group)}</h2>`
    return `${heading}<figure><figcaption>${escape(name)}</figcaption><img src="${escape(file)}" alt=""></figure>`
  })
  return `<!doctype html><meta charset="utf-8"><title>Pictures</title>
<style>body{font:14px sans-serif;margin:24px;background:#777;color:#fff}figure{margin:0 0 24px}img{display:block;max-width:100%}</style>
${figures.join('\n')}`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
