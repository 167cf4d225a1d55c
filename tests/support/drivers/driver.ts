/** A page, seen through any browser's automation. */
export interface Tab {
  /** The browser's own id of it. */
  readonly id: number
  /** The value of an expression in the page; a promise is waited for. */
  evaluate(expression: string): Promise<unknown>
  /** Types into the field of this label, by the keyboard. */
  fill(label: string, text: string): Promise<void>
  /** Clicks the button, tick or link of this name, by the mouse: a gesture of the person's. */
  click(name: string): Promise<void>
  goto(address: string): Promise<void>
  screenshot(path: string): Promise<void>
  close(): Promise<void>
}

/** A browser with the extension in it, as the store's build is, and a profile of its own. */
export interface Driver {
  /** A page of the extension. */
  open(path: string): Promise<Tab>
  visit(address: string): Promise<Tab>
  /**
   * The popup, about a tab whose toolbar icon was clicked: the browser tells the extension about that tab from
   * then on. It is opened in a tab of its own, where automation gets at it.
   */
  toolbar(tab: Tab): Promise<Tab>
  /** Ends the background as the browser does when it has no work, or in the middle of it. */
  endBackground(): Promise<void>
  /** Ends the browser and starts another on the same profile, where the extension stayed installed. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Starts one browser. */
export interface BrowserKind<Kind extends Driver = Driver> {
  name: 'Chromium' | 'Firefox'
  launch(): Promise<Kind>
}

/** Finds a field by its label or a control by its name, as a person reads them. To be run in a page. */
export const found = {
  field: (label: string) => `(() => {
    const starts = (element) => element.textContent.trim() === ${JSON.stringify(label)}
    const fields = [...document.querySelectorAll('input, select, textarea')]
    return fields.find((field) => [...(field.labels ?? [])].some(starts))
  })()`,
  control: (name: string) => `(() => {
    const named = (element) => (element.ariaLabel ?? element.textContent).trim() === ${JSON.stringify(name)}
    const labelled = (input) => [...(input.labels ?? [])].some(named)
    const all = [...document.querySelectorAll('button, a, summary')].filter(named)
    const ticks = [...document.querySelectorAll('input[type=checkbox], input[type=radio]')].filter(labelled)
    return [...all, ...ticks].find((element) => element.checkVisibility())
  })()`,
}
