/**
 * The browser, by one name in all of them. The one place that imports it: each import of a CommonJS module costs
 * its bytes anew.
 */
export { default as browser } from 'webextension-polyfill'
