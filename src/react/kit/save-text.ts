/** Saves a text as a file through the browser. */

/** Starts a download. The name is made safe for every file system. */
export function saveText(text: string, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  // oxlint-disable-next-line no-control-regex -- control characters have no place in a name of a file
  link.download = name.replaceAll(/[\u0000-\u001f<>:"/\\|?*]+/g, '_').slice(-120)
  link.click()
  URL.revokeObjectURL(address)
}
