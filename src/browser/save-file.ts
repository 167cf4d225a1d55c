let address = ''

/**
 * Offers a text as a file to be kept, as a click on a link to it does. Its address stands until the next one or the
 * end of the page: a browser may read it only after the click.
 */
export function saveFile(name: string, text: string): void {
  URL.revokeObjectURL(address)
  address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
