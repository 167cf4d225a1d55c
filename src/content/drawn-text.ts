import { Fragment, h, options, type ComponentChild, type ComponentChildren } from 'preact'

/**
 * Makes all text of the panel generated content: an empty element for each text, which the panel's sheet fills.
 * A closed shadow root keeps scripts out, but not `window.find` and the selection: by them a page finds out, and
 * in the end reads, what stands in its text nodes. Generated content is in neither, and is read out all the same.
 */
export function drawTextByStyle(): void {
  options.vnode = (vnode) => {
    if (typeof vnode.type === 'string' || vnode.type === Fragment) replaceTexts(vnode.props)
  }
}

function replaceTexts(props: { children?: ComponentChildren }): void {
  if (props.children !== undefined) props.children = replaced(props.children)
}

function replaced(child: ComponentChildren): ComponentChildren {
  if (Array.isArray(child)) return child.map((part: ComponentChild) => replaced(part))
  return typeof child === 'string' || typeof child === 'number' ? h('span', { 'data-text': child }) : child
}
